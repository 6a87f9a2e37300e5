import { Link } from 'wouter';
import type { RollbackPreview } from '../../../core/desk/contract/rollback.ts';
import { actorAddress } from '../../app/addresses.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import { TYPE_LETTERS, TYPES } from '../../parts/words.ts';
import styles from './rollback-screen.module.css';

/** What taking a run back does to each actor, where it does anything; with `chosen`, actors can be chosen in it. */
export function RollbackTable({
  preview,
  chosen,
  onToggle,
}: {
  readonly preview: RollbackPreview;
  readonly chosen: ReadonlySet<string> | undefined;
  readonly onToggle: (actor: string) => void;
}) {
  if (preview.actors.length === 0) return null;
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <caption className="unseen">What taking the run back does to each actor</caption>
        <thead>
          <tr>
            <th scope="col">actor</th>
            <th scope="col" className="number">
              put back
            </th>
            <th scope="col" className="number">
              taken out
            </th>
            <th scope="col">balance</th>
            <th scope="col">cannot be undone</th>
          </tr>
        </thead>
        <tbody>
          {preview.actors.map(({ actor, putBack, takeOut, now, after, cannot, first }) => (
            <tr key={actor}>
              <th scope="row">
                {chosen === undefined ? null : (
                  <label>
                    <input type="checkbox" checked={chosen.has(actor)} onChange={() => onToggle(actor)} />
                    <span className="unseen">take back {visibleText(actor)}</span>
                  </label>
                )}{' '}
                <Link href={actorAddress(actor)}>
                  <ForeignText text={actor} longest={60} />
                </Link>
              </th>
              <td className="number">{putBack.length}</td>
              <td className="number">{takeOut.length}</td>
              <td>
                {now === null || after === null
                  ? 'not known'
                  : TYPES.map((type) => `${TYPE_LETTERS[type]} ${now[type]}→${after[type]}`).join('  ')}
              </td>
              <td>
                {first.length === 0 ? null : <p>Take back first: {first.join(', ')}</p>}
                {cannot.map(({ file, words }) => (
                  <p key={file}>
                    <ForeignText text={file} longest={60} />: <ForeignText text={words} longest={200} />
                  </p>
                ))}
                {first.length + cannot.length === 0 ? <span className="dim">–</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
