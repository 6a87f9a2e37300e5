import type { Approval } from '../../approval/approval.ts';
import type { Decision } from '../../approval/decisions.ts';
import type { Refused } from '../../ports/desk-actions.ts';
import type { DeskWorld } from '../desk-world.ts';
import { movedAmong } from '../read/moved-among.ts';
import { refuse } from '../refuse.ts';

const STATES = {
  approved: 'approved',
  rejected: 'rejected',
  expired: 'closed: nobody decided in time',
  pending: 'closed: its time is over',
};

/** That somebody was first. */
export function decidedAlready(run: string, { state, decided }: Approval): Refused {
  const who = decided === undefined ? '' : ` by ${decided.by} at ${decided.at}`;
  return refuse(
    'AlreadyDecided',
    `Run ${run} is ${STATES[state]}${who}; that holds, and nothing more can be decided about it.`,
  );
}

/** That other plans were looked at than there are now, with the items that moved. */
export async function otherPlans(
  world: DeskWorld,
  run: string,
  planHash: string,
  decisions: readonly Decision[],
  signal: AbortSignal,
): Promise<Refused> {
  const moved = await movedAmong(world, run, decisions, signal);
  const words = `This is about other plans than run ${run} has now. Load them again; what was decided about the present ones stands.`;
  return refuse('Stale', words, { moved: [...moved], planHash });
}
