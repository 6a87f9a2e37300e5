import { decide, readApproval } from '../../core/approval/decide.ts';
import { appendDecisions, type Decision } from '../../core/approval/decisions.ts';
import { act } from './acting-run.ts';
import { RESUME } from './runs-on.ts';
import type { TaskWorld } from './task-world.ts';

/** Plans the run r1, which then waits for a person. */
export async function plannedRun(world: TaskWorld): Promise<void> {
  await act(world, { mode: 'execute' });
}

/** Decides about r1 as a person would. */
export async function decideRun(
  world: TaskWorld,
  state: 'approved' | 'rejected' = 'approved',
  decisions: readonly Decision[] = [],
): Promise<void> {
  const planHash = (await readApproval(world, 'r1'))?.planHash ?? '';
  const at = '2026-11-01T12:00:00.000Z';
  if (decisions.length > 0)
    await appendDecisions(world, 'r1', { schema: 1, planHash, by: 'Kim', at, decisions: [...decisions] });
  await decide(world, 'r1', planHash, { state, by: 'Kim' });
}

/** Approves r1 and has it carried out. */
export async function carryOut(world: TaskWorld, decisions: readonly Decision[] = []): Promise<void> {
  await decideRun(world, 'approved', decisions);
  await act(world, RESUME);
}
