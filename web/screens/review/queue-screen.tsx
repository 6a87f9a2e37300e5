import { useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { actorAddress, reviewAddress } from '../../app/addresses.ts';
import { Screen } from '../../app/screen.tsx';
import { useSession } from '../../app/session.tsx';
import { NotFetched } from '../../parts/not-fetched.tsx';
import { Notice } from '../../parts/notice.tsx';
import { inOrder, nextUndecided } from '../../review/order.ts';
import { frozenQueue } from '../../review/queue.ts';
import { type Review, useDecisions, useReview } from '../../review/review-desk.tsx';
import { changesQuery, type RunChanges } from '../../server/queries.ts';

/** `/queue/:run`: goes to the first picture of a run that is undecided. */
export function QueueScreen({ run }: { readonly run: string }) {
  const { user } = useSession();
  const { data, error, refetch } = useQuery(changesQuery(run));
  const review = useReview(run, data?.planHash, user);
  if (data !== undefined && review !== null) return <ToFirst review={review} changes={data} />;
  return (
    <Screen title={`Review of run ${run}`} busy={error === null}>
      {error === null ? (
        <p className="dim">Looking for the first undecided …</p>
      ) : (
        <NotFetched title="This run cannot be reviewed" error={error} retry={refetch} />
      )}
    </Screen>
  );
}

function ToFirst({ review, changes }: { readonly review: Review; readonly changes: RunChanges }) {
  const decisions = useDecisions(review.store);
  if (!decisions.ready) return <Screen title={`Review of run ${review.store.run}`} busy />;
  const { run } = review.store;
  const first = nextUndecided(inOrder(frozenQueue(review, changes), changes.changes), decisions.words, undefined, 1);
  if (first !== undefined) return <Redirect to={actorAddress(first.actor, run, first.change)} replace />;
  return (
    <Screen title={`Review of run ${run}`}>
      <Notice title={changes.changes.length === 0 ? 'Balanced: nothing needs to be done' : 'Everything is decided'}>
        <p>
          <Link href={reviewAddress(run)}>By reason, and approve</Link>
        </p>
      </Notice>
    </Screen>
  );
}
