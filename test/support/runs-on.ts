import { isEvencastError } from '../../core/errors.ts';
import { byFileName } from '../../core/image-files.ts';
import { compareText } from '../../core/plan/set-image.ts';
import type { RunRequestInput } from '../../core/request.ts';
import { act } from './acting-run.ts';
import { appliedTo } from './crash-cast.ts';
import { type Death, mortalWorld } from './mortal-world.ts';
import { setState } from './set-state.ts';
import type { TaskWorld } from './task-world.ts';

/** A run that acts without asking anybody. */
export const EXECUTE: RunRequestInput = { mode: 'execute', approval: 'auto' };
export const RESUME: RunRequestInput = { mode: 'resume', run: 'r1' };
export const ROLLBACK: RunRequestInput = { mode: 'rollback', run: 'r1' };

/** Starts the run r1, or goes on with it where it was begun. */
export async function goOn(world: TaskWorld): Promise<void> {
  try {
    await act(world, RESUME);
  } catch (error) {
    if (!isEvencastError(error, 'NotFound')) throw error;
    await act(world, EXECUTE);
  }
}

/** Does something in a process that dies as it is told; whether it did die before it was done. */
export async function until(
  death: Death,
  world: TaskWorld,
  work: (mortal: TaskWorld) => Promise<unknown>,
): Promise<boolean> {
  const { world: mortal, isDead } = mortalWorld(world, death);
  await work(mortal).catch((error: unknown) => {
    if (!isDead()) throw error;
  });
  return isDead();
}

/** What is compared between a run that was disturbed and one that was not: the set, the vendor's ledger, the record. */
export async function outcomeOf(world: TaskWorld) {
  const paid = world.maker.requests.map(({ requestId, prompt, seed }) => ({ requestId, prompt, seed }));
  const applied = await appliedTo(world);
  // Images that are made in another order join in another order.
  const inOrder = applied === undefined ? undefined : { ...applied, added: applied.added.toSorted(byFileName) };
  return { ...(await setState(world)), paid: paid.toSorted(byRequest), applied: inOrder };
}

function byRequest(a: { readonly requestId: string }, b: { readonly requestId: string }): number {
  return compareText(a.requestId, b.requestId);
}
