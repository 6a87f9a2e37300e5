import type { RollbackPreview } from '../../../core/desk/contract/rollback.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import { pictureKey } from './rollback-choice.ts';
import styles from './rollback-screen.module.css';

/** The pictures of a run to choose from: those that left, and those that it made. */
export function RollbackPictures({
  preview,
  chosen,
  onToggle,
}: {
  readonly preview: RollbackPreview;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}) {
  return preview.actors.map(({ actor, putBack, takeOut }, at) => {
    const pictures = [
      ...putBack.map((picture) => ({ ...picture, words: 'put back' })),
      ...takeOut.map((picture) => ({ ...picture, words: 'take out' })),
    ];
    if (pictures.length === 0) return null;
    return (
      <details key={actor} open={at < 5} className={styles['actor']}>
        <summary>
          <ForeignText text={actor} longest={60} /> <small className="dim">{pictures.length}</small>
        </summary>
        <ul className={styles['pictures']} aria-label={`Pictures of ${visibleText(actor)}`}>
          {pictures.map(({ file, sha256, words }) => {
            const key = pictureKey(actor, file);
            return (
              <li key={key}>
                <label>
                  <span className={styles['box']}>
                    <Picture sha256={sha256} alt="" />
                  </span>
                  <span>
                    <input type="checkbox" checked={chosen.has(key)} onChange={() => onToggle(key)} /> {words}:{' '}
                    <ForeignText text={file} longest={40} />
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      </details>
    );
  });
}
