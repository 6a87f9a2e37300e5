import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Progress } from '../../../core/desk/contract/progress.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { runQuery } from '../../server/queries.ts';
import { ReplanDialog } from '../review/replan-dialog.tsx';

/** Plans those actors again whose set was another one when their plan was to be carried out. */
export function StaleAgain({ progress: { run, failures } }: { readonly progress: Progress }) {
  const session = useSession();
  const [asks, setAsks] = useState(false);
  const stale = failures.filter(({ error }) => error === 'stale').map(({ actor }) => actor);
  const { data } = useQuery({ ...runQuery(run), enabled: stale.length > 0 });
  const known = new Set(data?.actors.flatMap(({ actor, plannedAgain }) => (plannedAgain === null ? [actor] : [])));
  const actors = stale.filter((actor) => known.has(actor));
  const planHash = data?.planHash ?? null;
  if (actors.length === 0 || planHash === null || data?.run.approval?.state !== 'approved') return null;
  return (
    <>
      <Button unless={unlessRole(session, 'approver')} onClick={() => setAsks(true)}>
        Plan {actors.length === 1 ? 'the one whose set had changed' : `those ${actors.length} whose sets had changed`}{' '}
        again…
      </Button>
      {asks ? <ReplanDialog run={run} planHash={planHash} actors={actors} onClose={() => setAsks(false)} /> : null}
    </>
  );
}
