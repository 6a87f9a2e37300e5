import { isEvencastError } from '../errors.ts';
import type { JournalState } from '../journal/journal-state.ts';
import type { Layout } from '../layout.ts';
import { canonicalJson } from '../plan/plan-hash.ts';
import { compareText } from '../plan/set-image.ts';
import { type Manifest, type ManifestImage, manifestSchema } from '../records/manifest.ts';
import { recordText } from '../records/record-text.ts';
import { withoutLease } from './lease.ts';
import { type ManifestPlace, readManifest } from './manifest-file.ts';

/** A run that was taken back for an actor. */
export interface UndoneRun {
  readonly run: string;
  readonly actor: string;
  readonly layout: Layout;
  /** The manifest's text from before the run; undefined where there was none. */
  readonly before: string | undefined;
  /** What is back in the set, and what has left it again. */
  readonly back: ReadonlySet<string>;
  readonly out: ReadonlySet<string>;
}

/** A manifest without what a run did to it; what others wrote since (pins, later runs) stays. */
export function undoChanges(manifest: Manifest, state: JournalState, of: UndoneRun): Manifest {
  const { run, actor, layout, back, out } = of;
  const before = parsedBefore(of.before);
  const entryBefore = new Map((before?.images ?? []).map((image) => [image.file, image]));
  const stay = manifest.images.filter(({ file }) => !out.has(file));
  const there = new Set(stay.map(({ file }) => file));
  const returned = [...back]
    .filter((file) => !there.has(file))
    .flatMap((file): ManifestImage[] => {
      const entry = state.retirements.get(file)?.entry;
      if (entry === undefined) return [];
      const { sha256, size } = entry;
      return [{ file, key: layout.image(actor, file), sha256, size, pinned: false, origin: { kind: 'upload' } }];
    });
  const images = [...stay, ...returned].map((image) => {
    const known = entryBefore.get(image.file);
    if (known?.sha256 !== image.sha256) return image;
    return { ...known, pinned: there.has(image.file) ? image.pinned : known.pinned };
  });
  return { ...withoutLease(manifest), images, runs: manifest.runs.filter((each) => each !== run) };
}

/**
 * Writes the manifest as it was before the run: to the byte where nobody else has written anything into it since, and gone
 * where there was none and nothing but this run's entries stand in it. Gives the lease back.
 */
export async function writeUndone(place: ManifestPlace, state: JournalState, of: UndoneRun): Promise<void> {
  const key = place.layout.manifest(of.actor);
  for (;;) {
    const stored = await readManifest(place, of.actor);
    if (stored === undefined) return;
    const undone = undoChanges(stored.manifest, state, of);
    const text = textOf(undone, of.before);
    try {
      if (text === undefined) await place.store.delete(key, { ifVersion: stored.version });
      else if (text !== stored.text)
        await place.store.put(key, text, { ifVersion: stored.version, contentType: 'application/json' });
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
    }
  }
}

function textOf(undone: Manifest, before: string | undefined): string | undefined {
  if (before === undefined) return saysNothing(undone) ? undefined : recordText(undone);
  const earlier = parsedBefore(before);
  if (earlier === undefined || comparable(earlier) !== comparable(undone)) return recordText(undone);
  // A lease of a run that died before this one is not worth restoring.
  return earlier.lease === undefined ? before : recordText(withoutLease(earlier));
}

/** Whether a manifest says no more than the folder does. */
function saysNothing({ images, runs }: Manifest): boolean {
  return runs.length === 0 && images.every(({ pinned, origin }) => !pinned && origin.kind === 'upload');
}

function comparable(manifest: Manifest): string {
  const images = [...manifest.images].sort((a, b) => compareText(a.file, b.file));
  return canonicalJson({ ...withoutLease(manifest), images });
}

/** The text was kept from a manifest that had been read and found good. */
function parsedBefore(text: string | undefined): Manifest | undefined {
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text));
}
