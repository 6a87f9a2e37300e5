import type { Settings } from '../../app/settings.ts';
import styles from './actor-desk.module.css';
import { TileView } from './tile.tsx';
import type { TileGroup } from './tiles.ts';
import type { Deciding } from './use-deciding.ts';
import type { Focus } from './use-focus.ts';

/** The pictures of an actor under their headings, each a grid that the arrows move in. */
export function TileGroups({
  groups,
  size,
  focus,
  deciding,
  isHidden,
  onSeen,
  onOpen,
}: {
  readonly groups: readonly TileGroup[];
  readonly size: Settings['tiles'];
  readonly focus: Focus;
  readonly deciding: Deciding;
  /** Whether verdicts are hidden at this moment. */
  readonly isHidden: boolean;
  /** Hears that a planned change was shown, or opened. */
  readonly onSeen: (key: string, how: 'shown' | 'opened') => void;
  readonly onOpen: () => void;
}) {
  return groups.map(({ title, tiles: own }) => (
    <section key={title} aria-label={title}>
      <h2 className={styles['group']}>
        {title} <small className="dim">{own.length}</small>
      </h2>
      <div role="grid" aria-label={`${title}, ${own.length}`} aria-multiselectable="true">
        <div role="row" className={`${styles['tiles']} ${styles[size]}`}>
          {own.map((tile) => (
            <TileView
              key={tile.key}
              tile={tile}
              outcome={deciding.outcomeOf(tile)}
              by={deciding.otherOf(tile)}
              isFocused={tile.key === focus.key}
              isSelected={focus.selected.has(tile.key)}
              isBlind={deciding.isBlind(tile)}
              isHidden={isHidden}
              element={focus.element(tile.key)}
              onFocus={() => {
                if (tile.key !== focus.key) focus.to(tile.key);
                if (tile.change !== undefined) onSeen(tile.key, 'opened');
              }}
              onShown={() => {
                if (tile.change !== undefined) onSeen(tile.key, 'shown');
              }}
              onOpen={onOpen}
              onSelect={() => {
                focus.to(tile.key);
                if (tile.change !== undefined) focus.select(toggled(focus.selected, tile.key));
              }}
            />
          ))}
        </div>
      </div>
    </section>
  ));
}

function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}
