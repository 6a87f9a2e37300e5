import { useState } from 'react';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import { proposedOutcome } from '../../../core/desk/rules/outcome.ts';
import type { ReasonGroup } from '../../../core/desk/rules/reason-group.ts';
import { REASON_GROUPS } from '../../../core/desk/rules/reason-group.ts';
import { sampleOf, seenNeeded } from '../../../core/desk/rules/sample.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import { Button } from '../../parts/button.tsx';
import { REASON_WORDS } from '../../parts/words.ts';
import type { Decisions } from '../../review/decision-store.ts';
import { itemKey } from '../../review/queue.ts';
import type { Review } from '../../review/review-desk.tsx';
import type { RunChanges } from '../../server/queries.ts';
import styles from './reason-sheet.module.css';
import { SampleTile } from './sample-tile.tsx';

/** Sample pictures that are shown at first, and how many more each time. */
const SAMPLE = 12;

/** A run's changes by reason: sure reasons first. A whole reason can be agreed with once a random sample of it was seen. */
export function ReasonSheet({
  run,
  changes,
  review,
  decisions,
}: {
  readonly run: string;
  readonly changes: RunChanges;
  readonly review: Review;
  readonly decisions: Decisions;
}) {
  const byReason = Map.groupBy(changes.changes, ({ group }) => group);
  return (
    <div className={styles['sheet']}>
      {REASON_GROUPS.map((group) => {
        const items = byReason.get(group);
        return items === undefined ? null : (
          <Reason key={group} run={run} group={group} items={items} review={review} decisions={decisions} />
        );
      })}
    </div>
  );
}

function Reason({
  run,
  group,
  items,
  review,
  decisions,
}: {
  readonly run: string;
  readonly group: ReasonGroup;
  readonly items: readonly DeskChange[];
  readonly review: Review;
  readonly decisions: Decisions;
}) {
  const session = useSession();
  const say = useSay();
  const [size, setSize] = useState(SAMPLE);
  const [, setShown] = useState(0);
  const saidOf = ({ actor, change }: DeskChange) => decisions.words.about(actor, change.id)?.carryOut;
  const open = items.filter((item) => saidOf(item) === undefined);
  const agreed = items.filter((item) => saidOf(item) === true).length;
  const isOut = proposedOutcome(items[0]?.change ?? { kind: 'retire' }) === 'out';
  const seen = items.filter(({ actor, change }) => review.seen.was(itemKey(actor, change.id), 'shown')).length;
  const needed = seenNeeded(items.length, session.sampleBeforeBulk);
  const sample = sampleOf(items, size, 1, `${run}/${group}`);
  const actors = new Set(items.map(({ actor }) => actor)).size;
  const unless =
    unlessRole(session, 'reviewer') ??
    (seen < needed ? `${needed} have to be seen first, ${seen} were: scroll through the sample` : undefined);
  const agree = () => {
    review.store.decide(
      open.map(({ actor, change }) => ({ actor, change: change.id, outcome: proposedOutcome(change) })),
      open.map(({ actor, change }) => ({ actor, change: change.id, carryOut: true })),
    );
    say(`agreed with ${open.length}: ${REASON_WORDS[group]}`);
  };
  return (
    <section className={styles['reason']} aria-label={REASON_WORDS[group]}>
      <div className={styles['line']}>
        <h2>{REASON_WORDS[group]}</h2>
        <p className={styles['numbers']}>
          <span>
            <strong>{items.length.toLocaleString('en')}</strong> {isOut ? 'to retire' : 'to make'}
          </span>
          <span>{actors === 1 ? '1 actor' : `${actors.toLocaleString('en')} actors`}</span>
          <span>{seen.toLocaleString('en')} seen</span>
          <span>
            mine: {agreed.toLocaleString('en')} agreed, {(items.length - open.length - agreed).toLocaleString('en')}{' '}
            against, {open.length.toLocaleString('en')} undecided
          </span>
        </p>
        {open.length === 0 ? (
          <span className="dim">all decided ✓</span>
        ) : (
          <Button unless={unless} onClick={agree}>
            Agree with {open.length === items.length ? 'all' : 'the other'} {open.length.toLocaleString('en')}
          </Button>
        )}
      </div>
      {unless === undefined || open.length === 0 ? null : <p className="dim">{unless}.</p>}
      <ul className={styles['sample']} aria-label={`A random sample, ${sample.length} of ${items.length}`}>
        {sample.map((item) => (
          <SampleTile
            key={itemKey(item.actor, item.change.id)}
            item={item}
            run={run}
            carryOut={saidOf(item)}
            onShown={() => {
              review.seen.mark(itemKey(item.actor, item.change.id), 'shown');
              setShown((count) => count + 1);
            }}
          />
        ))}
      </ul>
      {size < items.length ? (
        <p>
          <Button onClick={() => setSize(size + SAMPLE)}>{Math.min(SAMPLE, items.length - size)} more at random</Button>
        </p>
      ) : null}
    </section>
  );
}
