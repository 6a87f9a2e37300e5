import { useEffect, useRef } from 'react';
import type { Cast } from '../../../core/desk/contract/cast.ts';
import type { FindingBit } from '../../../core/desk/rules/cast-codes.ts';
import { ACTOR_STATES, FINDING_BITS } from '../../../core/desk/rules/cast-codes.ts';
import { visibleText } from '../../parts/visible-text.ts';
import { ACTOR_STATE_WORDS, grouped } from '../../parts/words.ts';
import styles from './filter-bar.module.css';
import { type Filters, SORTS } from './filters.ts';

const FINDING_WORDS: Readonly<Record<FindingBit, string>> = {
  'off-target': 'off target',
  'has-copies': 'has copies',
  'below-minimum': 'something below the minimum',
  'target-not-reached': 'the plan does not reach the target',
  'no-references': 'no photograph to go by',
  unreadable: 'something cannot be read',
  unsure: 'the judge is unsure',
};

const SORT_WORDS: Readonly<Record<(typeof SORTS)[number], string>> = {
  changes: 'most changes first',
  score: 'lowest score first',
  name: 'by name',
};

/** The state counts, which are filters, and the other filters. */
export function FilterBar({
  cast,
  filters,
  change,
  wantsFocus,
}: {
  readonly cast: Cast;
  readonly filters: Filters;
  readonly change: (next: Partial<Filters>) => void;
  /** Whether somebody came here to search. */
  readonly wantsFocus: boolean;
}) {
  const find = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wantsFocus) find.current?.focus();
  }, [wantsFocus]);
  return (
    <div className={styles['bar']} role="search" aria-label="Actors">
      <div className={styles['states']} role="group" aria-label="State">
        {ACTOR_STATES.map((state, at) => {
          const count = cast.stateCounts[at] ?? 0;
          if (count === 0 && filters.state !== state) return null;
          return (
            <button
              key={state}
              type="button"
              className={styles['state']}
              aria-pressed={filters.state === state}
              onClick={() => change({ state: filters.state === state ? undefined : state })}
            >
              <strong>{grouped(count)}</strong> {ACTOR_STATE_WORDS[state]}
            </button>
          );
        })}
      </div>
      <div className={styles['fields']}>
        <input
          ref={find}
          type="search"
          value={filters.find}
          placeholder="Find an actor"
          aria-label="Find an actor"
          onChange={({ target }) => change({ find: target.value })}
        />
        <select
          value={filters.finding ?? ''}
          aria-label="What was found"
          onChange={({ target }) => change({ finding: FINDING_BITS.find((each) => each === target.value) })}
        >
          <option value="">whatever was found</option>
          {FINDING_BITS.map((each) => (
            <option key={each} value={each}>
              {FINDING_WORDS[each]}
            </option>
          ))}
        </select>
        {cast.groups.length === 0 ? null : (
          <select
            value={filters.group ?? ''}
            aria-label="Group"
            onChange={({ target }) => change({ group: target.value === '' ? undefined : target.value })}
          >
            <option value="">all groups</option>
            {cast.groups.map((group) => (
              <option key={group} value={group}>
                {visibleText(group, 40)}
              </option>
            ))}
          </select>
        )}
        <select
          value={filters.below ?? ''}
          aria-label="Score"
          onChange={({ target }) => change({ below: target.value === '' ? undefined : Number(target.value) })}
        >
          <option value="">any score</option>
          {[8, 7, 6, 5, 4].map((score) => (
            <option key={score} value={score}>
              score below {score}
            </option>
          ))}
        </select>
        <select
          value={filters.sort}
          aria-label="Order"
          onChange={({ target }) => change({ sort: SORTS.find((sort) => sort === target.value) ?? 'changes' })}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
