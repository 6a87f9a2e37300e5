import type { WaitingTask } from '../../core/ports/waiting-task.ts';
import { actorResults } from '../../core/records/actor-results.ts';
import { reviewOf } from '../../core/report/review-of.ts';
import { requestApproval } from '../../lambdas/request-approval/task.ts';
import { addFiles, cast, PATIENCE, prepareRun, type TaskWorld, taskWorld, work } from './task-world.ts';

/** The token that ends the wait of these runs. */
export const TOKEN = 'AAAA-task-token';

/** A run of a deployed state machine that waits for a decision about ada and eve, each with some images too many. */
export async function waitingRun(
  world = taskWorld(),
): Promise<{ readonly world: TaskWorld; readonly planHash: string }> {
  for (const actor of ['ada', 'eve']) await addFiles(world, actor, cast(22, 1, 1, actor));
  await prepareRun(world, 'r1', { mode: 'execute' });
  for (const actor of ['ada', 'eve']) await work(world, actor, 'plan');
  await requestApproval({ run: 'r1', token: TOKEN }, world, PATIENCE.signal);
  return { world, planHash: await planHashOf(world) };
}

/** The hash that a decision about the run is bound to. */
export async function planHashOf({ store, layout }: TaskWorld, run = 'r1'): Promise<string> {
  return (await reviewOf(await Array.fromAsync(actorResults(store, layout, run)))).planHash;
}

/** Waits that are ended, and the tokens they were ended with. */
export interface EndedWaits extends WaitingTask {
  readonly tokens: readonly string[];
}

/** A {@link WaitingTask} that notes what it is told; `fails` is thrown instead while there is one. */
export function endedWaits(fails: Error[] = []): EndedWaits {
  const tokens: string[] = [];
  return {
    tokens,
    async end(token) {
      const failure = fails.shift();
      if (failure !== undefined) throw failure;
      tokens.push(token);
    },
  };
}
