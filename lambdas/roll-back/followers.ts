import { followersOf } from '../../core/apply/followers.ts';
import type { ApplyPorts } from '../../core/apply/job.ts';
import { EvencastError } from '../../core/errors.ts';
import type { JournalState } from '../../core/journal/journal-state.ts';

/**
 * Refuses to take a run back that another one followed, unless that one touched other images: taking back out of order would
 * put back what the later run built on.
 *
 * @throws InvalidRequest with the order to do it in.
 */
export async function checkFollowers(
  of: { readonly run: string; readonly actor: string },
  state: JournalState,
  ports: ApplyPorts,
  signal: AbortSignal,
): Promise<void> {
  const { runs, shared } = await followersOf(of, state, ports, signal);
  if (runs.length === 0) return;
  const { run, actor } = of;
  const order = runs.map((each) => `evencast rollback ${each}`).join(', then ');
  const words = `After run ${run}, run ${runs.at(-1)} changed images of ${actor} that this one had changed (${shared}). Roll back in this order: ${order}, then this one.`;
  throw new EvencastError('InvalidRequest', words, { actor });
}
