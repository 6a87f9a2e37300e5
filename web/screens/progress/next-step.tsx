import { Link } from 'wouter';
import type { Progress } from '../../../core/desk/contract/progress.ts';
import { queueAddress, rollbackAddress } from '../../app/addresses.ts';
import { useSay } from '../../app/status.ts';
import { Button, buttonLook } from '../../parts/button.tsx';
import { runPath } from '../../server/queries.ts';
import { write } from '../../server/request.ts';

/** Each state has one main button. */
export function NextStep({
  progress,
  run,
  unless,
}: {
  readonly progress: Progress;
  readonly run: string;
  readonly unless: string | undefined;
}) {
  const say = useSay();
  const goOn = async () => {
    try {
      await write(runPath(run, '/resume'), { method: 'POST' });
      location.reload();
    } catch (error) {
      say(`Not begun: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  switch (progress.state) {
    case 'review':
      return (
        <Link href={queueAddress(run)} className={buttonLook('main')}>
          Review it
        </Link>
      );
    case 'stopped':
    case 'failed':
    case 'partly':
      return (
        <>
          <Button look="main" unless={unless} onClick={() => void goOn()}>
            Go on from here
          </Button>
          <Link href={rollbackAddress(run)} className={buttonLook()}>
            Take back what was done
          </Link>
        </>
      );
    case 'applied':
      return (
        <Link href="/" className={buttonLook('main')}>
          To the cast
        </Link>
      );
    default:
      return null;
  }
}
