import { Picture } from '../../parts/picture.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import styles from './filmstrip.module.css';
import type { Tile } from './tiles.ts';

/** The pictures around the open one, small: where one is, and a way to go there by pointing. */
export function Filmstrip({
  tiles,
  current,
  goTo,
}: {
  readonly tiles: readonly Tile[];
  /** Key of the open one. */
  readonly current: string;
  readonly goTo: (key: string) => void;
}) {
  return (
    <nav className={styles['strip']} aria-label="Pictures around this one">
      {tiles.map((tile) => (
        <button
          key={tile.key}
          type="button"
          className={styles['frame']}
          aria-current={tile.key === current ? 'true' : undefined}
          aria-label={nameOf(tile)}
          onClick={() => goTo(tile.key)}
        >
          {isMade(tile) ? (
            <span className={styles['made']} aria-hidden="true">
              +
            </span>
          ) : (
            <Picture sha256={tile.change?.sha256 ?? tile.picture?.sha256 ?? null} alt="" />
          )}
        </button>
      ))}
    </nav>
  );
}

const isMade = ({ change }: Tile) => change?.change.kind === 'generate';

function nameOf(tile: Tile): string {
  const { change, picture } = tile;
  if (isMade(tile)) return 'a picture that is yet to be made';
  return visibleText(change?.change.kind === 'retire' ? change.change.file : (picture?.file ?? ''), 60);
}
