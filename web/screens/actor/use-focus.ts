import { useRef, useState } from 'react';
import type { Tile } from './tiles.ts';

/** Which tile has the focus, and which are selected beside it. */
export interface Focus {
  readonly key: string | undefined;
  readonly selected: ReadonlySet<string>;
  to(key: string): void;
  /** Moves by so many tiles; answers whether there was one. */
  by(step: number): boolean;
  /** Moves a row up or down, by where the tiles really lie. */
  byRow(step: 1 | -1): boolean;
  select(keys: Iterable<string>): void;
  /** Keeps the element of a tile, so that the focus can be put on it. */
  element(key: string): (element: HTMLElement | null) => void;
}

/** One tab stop over all tiles of an actor; arrows move it. */
export function useFocus(tiles: readonly Tile[], begin: string | undefined): Focus {
  const [wanted, setWanted] = useState(begin);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const elements = useRef(new Map<string, HTMLElement>());
  const key = tiles.some((tile) => tile.key === wanted) ? wanted : tiles[0]?.key;
  const at = tiles.findIndex((tile) => tile.key === key);
  const to = (next: string) => {
    setWanted(next);
    const element = elements.current.get(next);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  };
  const by = (step: number) => {
    const next = tiles[at + step];
    if (next !== undefined) to(next.key);
    return next !== undefined;
  };
  return {
    key,
    selected,
    to,
    by,
    byRow: (step) => {
      const next = key === undefined ? undefined : inNextRow(elements.current, tiles, key, step);
      if (next !== undefined) to(next);
      return next !== undefined;
    },
    select: (keys) => setSelected(new Set(keys)),
    element: (name) => (element) => {
      if (element === null) elements.current.delete(name);
      else elements.current.set(name, element);
    },
  };
}

function inNextRow(
  elements: ReadonlyMap<string, HTMLElement>,
  tiles: readonly Tile[],
  key: string,
  step: 1 | -1,
): string | undefined {
  const here = elements.get(key)?.getBoundingClientRect();
  if (here === undefined) return undefined;
  const middle = here.left + here.width / 2;
  const boxes = tiles.flatMap((tile) => {
    const box = elements.get(tile.key)?.getBoundingClientRect();
    const isBeyond = box !== undefined && (step > 0 ? box.top >= here.bottom - 1 : box.bottom <= here.top + 1);
    return isBeyond ? [{ key: tile.key, away: step > 0 ? box.top - here.top : here.top - box.top, box }] : [];
  });
  const nearest = Math.min(...boxes.map(({ away }) => away));
  return boxes
    .filter(({ away }) => away <= nearest + 1)
    .map((each) => ({ key: each.key, aside: Math.abs(each.box.left + each.box.width / 2 - middle) }))
    .sort((a, b) => a.aside - b.aside)[0]?.key;
}
