import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Cast } from '../../../core/desk/contract/cast.ts';
import { BalanceBar } from '../../parts/balance-bar.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { visibleText } from '../../parts/visible-text.ts';
import { ACTOR_STATE_WORDS, signed, TYPE_LETTERS, TYPE_WORDS, TYPES, when } from '../../parts/words.ts';
import styles from './cast-list.module.css';
import { rowAt } from './cast-rows.ts';
import { rowAddress } from './row-address.ts';

/** Height of a row in pixels; the style sheet has the same. */
const ROW = 48;

/**
 * The cast as a list of which only what is on the screen is there, and the row with the focus, wherever it is: a focused row that
 * is taken away loses the reader's place (TanStack/virtual#158). One tab stop; arrows move it.
 */
export function CastList({ cast, places }: { readonly cast: Cast; readonly places: readonly number[] }) {
  const list = useRef<HTMLDivElement>(null);
  const [, navigate] = useLocation();
  const [focusedId, setFocusedId] = useState<string>();
  const at = focusedId === undefined ? -1 : places.findIndex((place) => cast.columns.id[place] === focusedId);
  const focused = Math.max(0, at);
  const wantsFocus = useRef(false);
  const rows = useVirtualizer({
    count: places.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(focused) ? shown : [...shown, focused].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    list.current?.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  });
  const moveTo = (next: number) => {
    const place = places[Math.min(places.length - 1, Math.max(0, next))];
    if (place === undefined) return;
    wantsFocus.current = true;
    rows.scrollToIndex(Math.min(places.length - 1, Math.max(0, next)), { align: 'auto' });
    setFocusedId(cast.columns.id[place]);
  };
  const open = useCallback((place: number) => navigate(rowAddress(rowAt(cast, place))), [cast, navigate]);
  const keys = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 12,
      PageUp: -12,
      Home: -places.length,
      End: places.length,
    };
    const step = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step !== undefined) {
      event.preventDefault();
      moveTo(focused + step);
    } else if (event.key === 'Enter') {
      const place = places[focused];
      if (place !== undefined) open(place);
    }
  };
  return (
    <div className={styles['frame']}>
      <div
        ref={list}
        role="grid"
        tabIndex={-1}
        aria-label="Actors"
        aria-rowcount={places.length + 1}
        className={styles['list']}
        onKeyDown={keys}
      >
        <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
          <span role="columnheader">Actor</span>
          {TYPES.map((type) => (
            <span key={type} role="columnheader" title={`${TYPE_WORDS[type]}: now / target`}>
              {TYPE_LETTERS[type]} <span className={styles['full']}>{TYPE_WORDS[type]}</span>
            </span>
          ))}
          <span role="columnheader" className="number">
            Score
          </span>
          <span role="columnheader" className="number">
            Plan
          </span>
          <span role="columnheader">Last run</span>
          <span role="columnheader">State</span>
        </div>
        <div role="rowgroup" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => (
            <Row
              key={key}
              cast={cast}
              place={places[index] ?? 0}
              index={index}
              start={start}
              isFocused={index === focused}
              onFocus={setFocusedId}
              onOpen={open}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Drawn anew only when it is another one: a list that scrolls draws what comes, not what stays. */
const Row = memo(function Row({
  cast,
  place,
  index,
  start,
  isFocused,
  onFocus,
  onOpen,
}: {
  readonly cast: Cast;
  readonly place: number;
  readonly index: number;
  readonly start: number;
  readonly isFocused: boolean;
  readonly onFocus: (id: string) => void;
  readonly onOpen: (place: number) => void;
}) {
  const { id, now, want, after, score, retire, generate, state, run } = rowAt(cast, place);
  const most = Math.max(1, ...TYPES.flatMap((type) => [now[type], after[type], want[type]]));
  const plan = [signed(-retire), signed(generate)].filter((each) => each !== '').join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the focused row is the list's, see above
    <div
      role="row"
      aria-rowindex={index + 2}
      data-at={index}
      tabIndex={isFocused ? 0 : -1}
      className={styles['row']}
      style={{ transform: `translateY(${start}px)` }}
      onFocus={() => onFocus(id)}
      onClick={() => onOpen(place)}
    >
      <span role="gridcell" className={styles['name']} title={visibleText(id)}>
        <ForeignText text={id} longest={60} />
        <span className={styles['small']}>{ACTOR_STATE_WORDS[state]}</span>
      </span>
      {TYPES.map((type) => (
        <span key={type} role="gridcell" className={styles['type']}>
          <span>
            <b>{now[type]}</b>
            <span className="dim">/{want[type]}</span>
          </span>
          <BalanceBar now={now[type]} then={after[type]} target={want[type]} most={most} />
        </span>
      ))}
      <span role="gridcell" className="number">
        {score === undefined ? '–' : score.toFixed(1)}
      </span>
      <span role="gridcell" className={`number ${styles['plan']}`}>
        {plan === '' ? <span className="dim">0</span> : plan}
      </span>
      <span role="gridcell" className="dim">
        {run === undefined ? 'never' : when(run.startedAt)}
      </span>
      <span role="gridcell" className={state === 'review' || state === 'failed' ? styles['urgent'] : 'dim'}>
        {ACTOR_STATE_WORDS[state]}
      </span>
    </div>
  );
});
