import type { ApplyPorts } from '../../core/apply/job.ts';
import { EvencastError } from '../../core/errors.ts';
import { readJournal } from '../../core/journal/journal-log.ts';
import { type JournalState, journalState, touchedFiles } from '../../core/journal/journal-state.ts';
import { readManifest } from '../../core/manifest/manifest-file.ts';

/**
 * Refuses to take a run back that another one followed, unless that one touched other images: taking back out of order would
 * put back what the later run built on.
 *
 * @throws InvalidRequest with the order to do it in.
 */
export async function checkFollowers(
  { run, actor }: { readonly run: string; readonly actor: string },
  state: JournalState,
  ports: ApplyPorts,
  signal: AbortSignal,
): Promise<void> {
  const runs = (await readManifest(ports, actor, signal))?.manifest.runs ?? [];
  const followers = runs.includes(run) ? runs.slice(runs.indexOf(run) + 1) : [];
  const mine = touchedFiles(state);
  const blocking: string[] = [];
  let shared = '';
  for (const later of followers) {
    const theirs = touchedFiles(journalState(await readJournal(ports, later, actor, signal)));
    const both = [...theirs].find((file) => mine.has(file));
    if (both === undefined) continue;
    blocking.unshift(later);
    shared = both;
  }
  if (blocking.length === 0) return;
  const order = blocking.map((each) => `evencast rollback ${each}`).join(', then ');
  const words = `After run ${run}, run ${blocking.at(-1)} changed images of ${actor} that this one had changed (${shared}). Roll back in this order: ${order}, then this one.`;
  throw new EvencastError('InvalidRequest', words, { actor });
}
