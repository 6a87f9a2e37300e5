import { followersOf } from '../apply/followers.ts';
import { putBack, takeOut, type WayBack } from '../apply/roll-back-images.ts';
import { EvencastError } from '../errors.ts';
import { openJournal } from '../journal/journal-log.ts';
import { type JournalState, journalState } from '../journal/journal-state.ts';
import { type LeasePorts, takeLease } from './lease.ts';
import { enterFolder } from './set-images.ts';

/** Images of one set that a run changed, to be taken back without the rest of it. */
export interface ChosenImages {
  readonly run: string;
  readonly actor: string;
  readonly files: readonly string[];
}

/** What came of it, by file: nothing is left out silently. */
export interface TakenBack {
  readonly done: readonly string[];
  readonly cannot: readonly { readonly file: string; readonly words: string }[];
}

/**
 * Puts chosen images back that a run retired, and takes chosen ones out that it made: with the entries in the run's journal
 * that taking back the whole run writes too, so that the rest can be taken back later. What is taken out goes to the retired
 * images and can be put back like any of them.
 *
 * @throws LeaseLost where a run works on the set at this moment; InvalidManifest for a manifest that cannot be trusted.
 */
export async function takeBackImages(
  ports: LeasePorts,
  holder: string,
  { run, actor, files }: ChosenImages,
  signal: AbortSignal,
): Promise<TakenBack> {
  const answer = await takeLease(ports, { actor, run, holder }, (manifest) => {
    return manifest ?? { schema: 1, actor, images: [], runs: [] };
  });
  if ('busy' in answer) {
    const words = `Run ${answer.busy.run} is working on ${actor}; nothing was taken back. Try again when it is done.`;
    throw new EvencastError('LeaseLost', words, { actor });
  }
  const { lease } = answer;
  const done: string[] = [];
  const cannot: { file: string; words: string }[] = [];
  try {
    // Read when nobody else can write it any more.
    const journal = await openJournal(ports, run, actor, signal);
    const { files: theirs, runs } = await followersOf({ run, actor }, journalState(journal.entries), ports, signal);
    for (const file of files) {
      signal.throwIfAborted();
      const words = theirs.has(file)
        ? `a later run changed it as well: take back ${runs[0]} first`
        : await takeBackOne(file, { run, actor, lease, journal }, ports, signal);
      if (words === undefined) done.push(file);
      else cannot.push({ file, words });
    }
  } finally {
    await enterFolder(ports, actor, lease);
  }
  return { done, cannot };
}

/** Why it could not be done; undefined where it was. */
async function takeBackOne(
  file: string,
  way: WayBack,
  ports: LeasePorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const state = journalState(way.journal.entries);
  const what = openChange(file, state);
  if (what === undefined) return 'the run changed nothing about it that still stands';
  const { sha256, kind } = what;
  const moved = await (kind === 'retired' ? putBack : takeOut)(file, sha256, way, ports, signal);
  if (moved === 'done' || (kind === 'added' && moved === 'source-gone')) return undefined;
  return journalState(way.journal.entries).cannot.find((each) => each.file === file)?.words ?? 'it is in the way';
}

function openChange(
  file: string,
  { retirements, additions, undone }: JournalState,
): { readonly kind: 'retired' | 'added'; readonly sha256: string } | undefined {
  if (undone.has(file)) return undefined;
  const retired = retirements.get(file);
  if (retired?.done === true) return { kind: 'retired', sha256: retired.entry.sha256 };
  const added = additions.get(file);
  return added?.done === true ? { kind: 'added', sha256: added.entry.sha256 } : undefined;
}
