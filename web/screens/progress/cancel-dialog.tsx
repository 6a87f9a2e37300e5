import { useState } from 'react';
import type { Cancelled, Progress } from '../../../core/desk/contract/progress.ts';
import { useSay } from '../../app/status.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Modal } from '../../parts/modal.tsx';
import { counted } from '../../parts/words.ts';
import { runPath } from '../../server/queries.ts';
import { newKey, write } from '../../server/request.ts';
import styles from '../review/approve-dialog.module.css';

/** Says what stays done before it stops anything. */
export function CancelDialog({
  run,
  ifStopped,
  onClose,
}: {
  readonly run: string;
  readonly ifStopped: NonNullable<Progress['ifStopped']>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [key] = useState(newKey);
  const stop = async () => {
    try {
      const { words } = await write<Cancelled>(runPath(run, '/cancel'), { method: 'POST', key });
      say(words);
      onClose();
    } catch (error) {
      say(`Not stopped: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return (
    <Modal title={`Stop run ${run}`} onClose={onClose}>
      <div className={styles['dialog']}>
        <h2>Stop run {run}?</h2>
        <p>
          <ForeignText text={ifStopped.words} longest={600} />
        </p>
        <p>
          {counted(ifStopped.retired, 'picture')} retired so far stay retired and can be put back;{' '}
          {counted(ifStopped.added, 'new picture')} {ifStopped.added === 1 ? 'is' : 'are'} kept in the sets.
        </p>
        <div className={styles['buttons']}>
          <Button data-begin onClick={onClose}>
            Let it go on
          </Button>
          <Button onClick={() => void stop()}>Stop the run</Button>
        </div>
      </div>
    </Modal>
  );
}
