import type { JournalState } from '../journal/journal-state.ts';
import type { Layout } from '../layout.ts';
import { compareText } from '../plan/set-image.ts';
import type { Manifest, ManifestImage } from '../records/manifest.ts';

/** What a run is, for the manifest. */
export interface ChangingRun {
  readonly run: string;
  readonly actor: string;
  readonly layout: Layout;
}

/**
 * The manifest with what a run has done to the set: added images are in it with where they came from, retired ones are not.
 * Doing it twice changes nothing more, and what others wrote in the meantime (a pin) stays. In order of the files' names, so
 * that a run that was interrupted leaves the same manifest as one that was not.
 *
 * @param which `begun` for images that are about to join as well: whoever finds one knows then that a run made it.
 */
export function withChanges(
  manifest: Manifest,
  state: JournalState,
  of: ChangingRun,
  which: 'done' | 'begun' = 'done',
): Manifest {
  const { run, actor, layout } = of;
  const gone = new Set([...state.retirements].filter(([, { done }]) => done).map(([file]) => file));
  const stay = manifest.images.filter(({ file }) => !gone.has(file));
  const known = new Set(stay.map(({ file }) => file));
  const tries = new Map([...state.tries.values()].flat().map((each) => [each.asked.requestId, each.asked]));
  const added = [...state.additions.values()].flatMap(({ entry, done }): ManifestImage[] => {
    const asked = tries.get(entry.requestId);
    if (!(done || which === 'begun') || known.has(entry.file) || gone.has(entry.file) || asked === undefined) return [];
    const { file, sha256, size, type, score } = entry;
    const { promptNumber, prompt, edited, maker, model, seed, references } = asked;
    const origin = {
      kind: 'run',
      run,
      promptNumber,
      ...(edited === true ? { prompt } : {}),
      maker,
      model,
      standIn: maker === 'offline',
      seed,
      references,
    } as const;
    return [{ file, key: layout.image(actor, file), sha256, size, type, score, pinned: false, origin }];
  });
  const images = [...stay, ...added].sort((a, b) => compareText(a.file, b.file));
  return { ...manifest, images };
}
