import { Link } from 'wouter';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { outcomeFor } from '../../../core/desk/rules/outcome.ts';
import { actorAddress } from '../../app/addresses.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { useShown } from '../../parts/use-shown.ts';
import { visibleText } from '../../parts/visible-text.ts';
import styles from './sample-tile.module.css';

/** A change of a sample; it leads to its actor's page. */
export function SampleTile({
  item,
  run,
  carryOut,
  onShown,
}: {
  readonly item: DeskChange;
  readonly run: string;
  readonly carryOut: boolean | undefined;
  /** Enough of it was on the screen for it to count as seen. */
  readonly onShown: () => void;
}) {
  const own = useShown<HTMLLIElement>(onShown);
  const { actor, change } = item;
  const outcome = outcomeFor(change, carryOut);
  const name = change.kind === 'retire' ? change.file : change.prompt;
  return (
    <li ref={own} className={styles['tile']}>
      <Link href={actorAddress(actor, run, change.id)}>
        <span className="unseen">{`${outcome ?? 'undecided'}, ${visibleText(name, 60)}, ${visibleText(actor, 40)}`}</span>
        <span className={styles['box']} aria-hidden="true">
          {change.kind === 'retire' ? (
            <Picture sha256={item.sha256} alt="" />
          ) : (
            <span className={styles['prompt']}>
              <TypeMark type={change.type} /> <ForeignText text={change.prompt} longest={70} />
            </span>
          )}
        </span>
      </Link>
      <span className={styles['caption']} aria-hidden="true">
        <span className={styles['actor']}>
          <ForeignText text={actor} longest={24} />
        </span>
        <strong>{outcome ?? '?'}</strong>
      </span>
    </li>
  );
}
