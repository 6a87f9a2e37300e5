import { type MouseEvent, useEffect, useRef } from 'react';
import type { Outcome } from '../../../core/desk/contract/decisions.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Picture } from '../../parts/picture.tsx';
import { TypeMark } from '../../parts/type-mark.tsx';
import { REASON_WORDS, TYPE_WORDS } from '../../parts/words.ts';
import styles from './tile.module.css';
import { tileName } from './tile-name.ts';
import { type Tile, typeOf } from './tiles.ts';

/** A picture in its box, with what the plan says of it and what I said. */
export function TileView({
  tile,
  outcome,
  by,
  isFocused,
  isSelected,
  isBlind,
  isHidden,
  element,
  onFocus,
  onShown,
  onOpen,
  onSelect,
}: {
  readonly tile: Tile;
  readonly outcome: Outcome | null;
  /** Who else decided it. */
  readonly by: string | undefined;
  readonly isFocused: boolean;
  readonly isSelected: boolean;
  readonly isBlind: boolean;
  /** Verdicts are hidden while a key is held. */
  readonly isHidden: boolean;
  readonly element: (element: HTMLElement | null) => void;
  readonly onFocus: () => void;
  /** Enough of it is on the screen for it to count as seen. */
  readonly onShown: () => void;
  readonly onOpen: () => void;
  readonly onSelect: () => void;
}) {
  const own = useRef<HTMLDivElement | null>(null);
  const shown = useRef(onShown);
  shown.current = onShown;
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) shown.current();
      },
      { threshold: 0.6 },
    );
    if (own.current !== null) observer.observe(own.current);
    return () => observer.disconnect();
  }, []);
  const quiet = isBlind || isHidden;
  const isMade = tile.change?.change.kind === 'generate';
  const names = [
    styles['tile'],
    isMade && styles['made'],
    outcome && styles[outcome],
    isSelected && styles['selected'],
  ];
  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) onSelect();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the layer that owns the keyboard, see web/keys
    <div
      ref={(node) => {
        own.current = node;
        element(node);
      }}
      role="gridcell"
      tabIndex={isFocused ? 0 : -1}
      aria-selected={isSelected}
      className={names.filter(Boolean).join(' ')}
      data-tile={tile.key}
      onFocus={onFocus}
      onClick={click}
      onDoubleClick={onOpen}
    >
      <span className="unseen">{tileName(tile, outcome, quiet)}</span>
      <div className={styles['box']} aria-hidden="true">
        {isMade ? (
          <PromptBox tile={tile} />
        ) : (
          <Picture sha256={tile.change?.sha256 ?? tile.picture?.sha256 ?? null} alt="" />
        )}
        <Corner tile={tile} quiet={quiet} />
      </div>
      <Caption tile={tile} outcome={outcome} by={by} quiet={quiet} />
    </div>
  );
}

function PromptBox({ tile }: { readonly tile: Tile }) {
  const change = tile.change?.change;
  if (change?.kind !== 'generate') return null;
  return (
    <div className={styles['prompt']}>
      <strong>{TYPE_WORDS[change.type]}</strong>
      <span>
        <ForeignText text={change.prompt} longest={90} />
      </span>
    </div>
  );
}

function Corner({ tile, quiet }: { readonly tile: Tile; readonly quiet: boolean }) {
  const type = typeOf(tile);
  const { picture, change } = tile;
  const sign = change === undefined ? undefined : change.change.kind === 'retire' ? '−' : '+';
  return (
    <>
      {sign === undefined || quiet ? null : <span className={styles['sign']}>{sign}</span>}
      <span className={styles['corner']}>
        {quiet || type === undefined ? null : <TypeMark type={type} />}
        {picture?.verdict == null || quiet ? null : <span className={styles['score']}>{picture.verdict.score}</span>}
        {picture?.verdict?.unsure === true && !quiet ? <span className={styles['score']}>? unsure</span> : null}
        {picture?.corrected == null ? null : <span className={styles['score']}>corrected</span>}
        {picture?.pinned === true ? <span className={styles['score']}>pinned</span> : null}
      </span>
    </>
  );
}

function Caption({
  tile,
  outcome,
  by,
  quiet,
}: {
  readonly tile: Tile;
  readonly outcome: Outcome | null;
  readonly by: string | undefined;
  readonly quiet: boolean;
}) {
  const { change, picture } = tile;
  const moved = change?.moved ?? picture?.moved ?? null;
  if (change === undefined)
    return (
      <p className={styles['caption']} aria-hidden="true">
        <span className={styles['file']}>
          <ForeignText text={picture?.file ?? ''} longest={40} />
        </span>
        {moved === null ? null : <span className={styles['moved']}>{moved === 'new' ? 'new' : `${moved} since`}</span>}
      </p>
    );
  const plan = quiet ? 'blind look' : change.change.kind === 'generate' ? 'make' : REASON_WORDS[change.group];
  return (
    <p className={styles['caption']} aria-hidden="true">
      <span>{plan}</span>
      <span className={styles['outcome']}>
        {outcome ?? '?'}
        {by === undefined || outcome === null ? '' : ` · ${initials(by)}`}
      </span>
      {moved === null ? null : <span className={styles['moved']}>{moved} since the plan</span>}
    </p>
  );
}

function initials(name: string): string {
  const letters = name.split(/[\s._@-]+/u).flatMap((word) => [...word].slice(0, 1));
  return letters.slice(0, 2).join('').toUpperCase();
}
