import { readJournal } from '../journal/journal-log.ts';
import { type JournalState, journalState, touchedFiles } from '../journal/journal-state.ts';
import { readManifest } from '../manifest/manifest-file.ts';
import type { ApplyPorts } from './job.ts';

/** Runs that changed the same images after one, and must be taken back before it. */
export interface Followers {
  /** In the order in which they must be taken back. */
  readonly runs: readonly string[];
  /** One of the images. */
  readonly shared: string;
  /** All of them. */
  readonly files: ReadonlySet<string>;
}

/** Who stands in the way of taking a run back for an actor: taking back out of order would put back what a later run built on. */
export async function followersOf(
  { run, actor }: { readonly run: string; readonly actor: string },
  state: JournalState,
  ports: Pick<ApplyPorts, 'store' | 'layout'>,
  signal: AbortSignal,
): Promise<Followers> {
  const runs = (await readManifest(ports, actor, signal))?.manifest.runs ?? [];
  const followers = runs.includes(run) ? runs.slice(runs.indexOf(run) + 1) : [];
  const mine = touchedFiles(state);
  const blocking: string[] = [];
  const files = new Set<string>();
  let shared = '';
  for (const later of followers) {
    const theirs = touchedFiles(journalState(await readJournal(ports, later, actor, signal)));
    const both = [...theirs].filter((file) => mine.has(file));
    const [first] = both;
    if (first === undefined) continue;
    blocking.unshift(later);
    shared = first;
    for (const file of both) files.add(file);
  }
  return { runs: blocking, shared, files };
}
