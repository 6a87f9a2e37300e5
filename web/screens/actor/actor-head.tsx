import { Link } from 'wouter';
import type { DeskActor } from '../../../core/desk/contract/actor.ts';
import type { Balance } from '../../../core/desk/rules/balance.ts';
import { queueAddress, reviewAddress } from '../../app/addresses.ts';
import type { Action } from '../../keys/key-row.ts';
import { Button } from '../../parts/button.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, usd } from '../../parts/words.ts';
import type { Decisions } from '../../review/decision-store.ts';
import type { Review } from '../../review/review-desk.tsx';
import styles from './actor-head.module.css';
import { BalanceTable } from './balance.tsx';
import type { QueueMoves } from './use-queue-moves.ts';

/** Who it is, where in the review we are, and the balance. */
export function ActorHead({
  data,
  moves,
  review,
  decisions,
  balance,
  planned,
  decided,
  warnings,
  handle,
}: {
  readonly data: DeskActor;
  readonly moves: QueueMoves;
  readonly review: Review | null;
  readonly decisions: Decisions;
  readonly balance: Balance;
  readonly planned: number;
  readonly decided: number;
  readonly warnings: number;
  readonly handle: (action: Action) => void;
}) {
  const moved = new Set([
    ...decisions.moved.filter(({ actor }) => actor === data.actor).map(({ change }) => change ?? ''),
    ...data.changes.filter((each) => each.moved !== null).map(({ change }) => change.id),
  ]);
  const made = data.changes.filter(({ change }) => change.kind === 'generate');
  const cost = made.reduce((sum, { change }) => sum + (change.kind === 'generate' ? change.usd : 0), 0);
  return (
    <header className={styles['head']}>
      <div className={styles['line']}>
        <h1>
          <ForeignText text={data.actor} longest={80} />
        </h1>
        {review === null ? null : <QueueLine moves={moves} handle={handle} />}
      </div>
      {review === null ? null : (
        <p className={styles['progress']}>
          <progress value={moves.decided} max={Math.max(1, moves.items)} aria-label="Decided of this run" />
          <span>
            {moves.decided.toLocaleString('en')} of {moves.items.toLocaleString('en')} decided
          </span>
          <Link href={reviewAddress(review.store.run)}>by reason, and approve</Link>
        </p>
      )}
      {data.problem === null ? null : (
        <Notice bad title="The run could not work on this actor">
          <p>
            <ForeignText text={data.problem} />
          </p>
        </Notice>
      )}
      {moved.size === 0 ? null : (
        <Notice bad title={`The set changed since this plan: ${counted(moved.size, 'item')}`}>
          <p>They are marked, and will not be carried out. The others still stand.</p>
        </Notice>
      )}
      {data.run !== null && review === null && data.run.state === 'review' ? (
        <Link href={queueAddress(data.run.run)}>Review run {data.run.run}</Link>
      ) : null}
      {data.pictures.length === 0 ? <EmptySet data={data} made={made.length} cost={cost} /> : null}
      <BalanceTable balance={balance} deciding={review !== null} />
      <p className="dim">
        {counted(data.pictures.length, 'picture')}
        {planned === 0
          ? ' · the plan changes nothing'
          : ` · plan ${counted(planned, 'change')}: ${planned - made.length} to retire, ${made.length} to make`}
        {review === null ? '' : ` · ${decided} decided`}
        {warnings === 0 ? '' : ` · ${counted(warnings, 'warning')}`}
      </p>
    </header>
  );
}

function QueueLine({ moves, handle }: { readonly moves: QueueMoves; readonly handle: (action: Action) => void }) {
  return (
    <div className={styles['queue']}>
      <Button shortcut="[" aria-label="Previous actor" onClick={() => handle('previous-actor')}>
        ‹
      </Button>
      <span>
        actor {moves.at.toLocaleString('en')} of {moves.actors.toLocaleString('en')}
      </span>
      <Button shortcut="]" aria-label="Next actor" onClick={() => handle('next-actor')}>
        ›
      </Button>
      <Button shortcut="N" onClick={() => handle('next-undecided')}>
        Next undecided
      </Button>
      <Button shortcut="Ctrl Enter" onClick={() => handle('agree-rest')}>
        Agree with the rest I saw
      </Button>
    </div>
  );
}

function EmptySet({ data, made, cost }: { readonly data: DeskActor; readonly made: number; readonly cost: number }) {
  return (
    <Notice title={`0 of ${data.target.total} pictures`}>
      <p>
        {made === 0
          ? 'The folder is empty and no plan would fill it.'
          : `The plan would make ${made} for about ${usd(cost)}.`}
      </p>
    </Notice>
  );
}
