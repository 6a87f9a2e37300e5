import { useState } from 'react';
import type { DeskChange } from '../../../core/desk/contract/changes.ts';
import type { Moved } from '../../../core/desk/contract/refusal.ts';
import { unlessRole, useSession } from '../../app/session.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { counted } from '../../parts/words.ts';
import { itemKey } from '../../review/queue.ts';
import { ReplanDialog } from './replan-dialog.tsx';

/** Says how many items rest on a set that is another one by now, and plans those actors again. */
export function SetChanged({
  run,
  planHash,
  changes,
  found,
}: {
  readonly run: string;
  readonly planHash: string;
  readonly changes: readonly DeskChange[];
  /** What was found to be another picture since the changes were read. */
  readonly found: readonly Moved[];
}) {
  const session = useSession();
  const [asks, setAsks] = useState(false);
  const since = new Set(found.map(({ actor, change }) => itemKey(actor, change ?? '')));
  const moved = changes.filter((each) => each.moved !== null || since.has(itemKey(each.actor, each.change.id)));
  const actors = [...new Set(moved.map(({ actor }) => actor))];
  if (moved.length === 0) return null;
  return (
    <Notice
      bad
      title={`The set changed since this plan: ${counted(moved.length, 'item')} in ${counted(actors.length, 'actor')}`}
    >
      <p>
        Nothing of {actors.length === 1 ? 'this actor' : 'these actors'} will be carried out. The others still stand.
      </p>
      <p>
        <Button unless={unlessRole(session, 'approver')} onClick={() => setAsks(true)}>
          Plan {actors.length === 1 ? 'this one' : `those ${actors.length}`} again…
        </Button>
      </p>
      {asks ? <ReplanDialog run={run} planHash={planHash} actors={actors} onClose={() => setAsks(false)} /> : null}
    </Notice>
  );
}
