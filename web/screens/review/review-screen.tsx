import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import type { RunDetail } from '../../../core/desk/contract/runs.ts';
import { approvalSummary } from '../../../core/desk/rules/approval-summary.ts';
import { progressAddress, queueAddress, reviewAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { useSession } from '../../app/session.tsx';
import { useSay } from '../../app/status.ts';
import { Button, buttonLook } from '../../parts/button.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted, RUN_STATE_WORDS } from '../../parts/words.ts';
import { itemKey } from '../../review/queue.ts';
import { type Review, useDecisions, useReview } from '../../review/review-desk.tsx';
import { changesQuery, type RunChanges, runQuery } from '../../server/queries.ts';
import { ApproveBar } from './approve-bar.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import styles from './review-screen.module.css';
import { SetChanged } from './set-changed.tsx';
import { WarningList } from './warning-list.tsx';

/** `/review/:run`: a run's changes by reason, its warnings, and the approval. */
export function ReviewScreen({ run }: { readonly run: string }) {
  const { user } = useSession();
  const detail = useQuery(runQuery(run));
  const changes = useQuery(changesQuery(run));
  const isOpen = detail.data?.run.state === 'review';
  const review = useReview(run, isOpen ? detail.data?.planHash : null, user);
  const error = detail.error ?? changes.error;
  const title = `Run ${run}`;
  if (detail.data === undefined || changes.data === undefined)
    return (
      <Screen title={title} busy={error === null}>
        {error === null ? (
          <p className="dim">Loading the changes …</p>
        ) : (
          <NotFetched
            title="This run cannot be shown"
            error={error}
            retry={() => {
              void detail.refetch();
              void changes.refetch();
            }}
          />
        )}
      </Screen>
    );
  const { state } = detail.data.run;
  if (state === 'applying' || state === 'planning') return <Redirect to={progressAddress(run)} replace />;
  if (review === null)
    return (
      <Screen title={title} beside={<span className="dim">{RUN_STATE_WORDS[state]}</span>}>
        <Notice title={`Nothing to decide: ${RUN_STATE_WORDS[state]}`}>
          <p>
            <Link href={progressAddress(run)}>What the run did</Link> · <Link href="/history">History</Link>
          </p>
        </Notice>
      </Screen>
    );
  return <OpenReview detail={detail.data} changes={changes.data} review={review} />;
}

function OpenReview({
  detail,
  changes,
  review,
}: {
  readonly detail: RunDetail;
  readonly changes: RunChanges;
  readonly review: Review;
}) {
  const session = useSession();
  const say = useSay();
  const decisions = useDecisions(review.store);
  const [looked, setLooked] = useState<ReadonlySet<string>>(new Set());
  const { run } = detail.run;
  const summary = approvalSummary({
    plans: changes.plans,
    changes: changes.changes,
    decided: decisions.words,
    typedAbove: session.typedAbove,
    wasOpened: (actor, change) => review.seen.was(itemKey(actor, change), 'opened'),
  });
  const total = changes.changes.length;
  const takeBack = (which: 'undo' | 'redo') => {
    const said = review.store.takeBack(which);
    if (said === undefined)
      return which === 'undo' ? 'There is nothing to take back.' : 'There is nothing to do again.';
    return `${which === 'undo' ? 'taken back' : 'done again'}: ${counted(said.length, 'picture')}`;
  };
  const answers = review.seen.answers();
  const isStale = detail.planHash !== changes.planHash || decisions.refusal?.error === 'Stale';
  return (
    <>
      <Screen
        title={`Run ${run}`}
        beside={
          <span className="dim">
            {RUN_STATE_WORDS[detail.run.state]} · {(total - summary.undecided).toLocaleString('en')} of{' '}
            {total.toLocaleString('en')} decided
          </span>
        }
        onUndo={takeBack}
      >
        {isStale ? (
          <Notice bad title="There are newer plans than these">
            <p>What you see was planned before. Load again to see what is up for a decision now.</p>
            <p>
              <Button onClick={() => location.reload()}>Load again</Button>
            </p>
          </Notice>
        ) : null}
        <SetChanged run={run} planHash={changes.planHash} changes={changes.changes} found={decisions.moved} />
        {detail.run.plannedAgain.map(({ run: again, actors }) => (
          <p key={again} className="dim">
            {counted(actors, 'actor')} planned again in run <Link href={reviewAddress(again)}>{again}</Link>: to be
            approved there
          </p>
        ))}
        {total === 0 ? (
          <Notice title={`Balanced: 0 of ${counted(detail.run.actors, 'actor')} need anything`}>
            <p>
              <Link href="/">To the cast</Link>
            </p>
          </Notice>
        ) : (
          <div className={styles['lead']}>
            <Link href={queueAddress(run)} className={buttonLook('main')}>
              Review by actor
            </Link>
            <Button shortcut="Ctrl Z" onClick={() => say(takeBack('undo'))}>
              Take back
            </Button>
            <Button onClick={() => say(takeBack('redo'))}>Do again</Button>
            {answers.length === 0 ? null : (
              <span className="dim">
                blind looks: you and the plan agreed on {answers.filter(Boolean).length} of {answers.length}
              </span>
            )}
          </div>
        )}
        <WarningList
          run={run}
          warnings={summary.warnings}
          changes={changes.changes}
          looked={looked}
          onLooked={(key) => setLooked(new Set([...looked, key]))}
        />
        <ReasonSheet run={run} changes={changes} review={review} decisions={decisions} />
      </Screen>
      <ApproveBar detail={detail} summary={summary} decisions={decisions} looked={looked} isStale={isStale} />
    </>
  );
}
