import { isEvencastError } from '../errors.ts';
import type { JournalState } from '../journal/journal-state.ts';
import type { Layout } from '../layout.ts';
import { canonicalJson } from '../plan/plan-hash.ts';
import { compareText } from '../plan/set-image.ts';
import type { Manifest, ManifestImage } from '../records/manifest.ts';
import { lostLease, withoutLease } from './lease.ts';
import { parsedBefore } from './manifest-before.ts';
import { type ManifestPlace, manifestText, readManifest } from './manifest-file.ts';
import { saysNothing, withoutReconciling } from './without-reconciling.ts';

/** A run that was taken back for an actor. */
export interface UndoneRun {
  readonly run: string;
  readonly actor: string;
  /** Who holds the lease. */
  readonly holder: string;
  readonly layout: Layout;
  /** The manifest's text from before the run; undefined where there was none. */
  readonly before: string | undefined;
  /** What is back in the set, and what has left it again. */
  readonly back: ReadonlySet<string>;
  readonly out: ReadonlySet<string>;
}

/** A manifest without what a run did to it; what others wrote since (pins, fields of their own, later runs) stays. */
export function undoChanges(manifest: Manifest, state: JournalState, of: Omit<UndoneRun, 'holder'>): Manifest {
  const { run, actor, layout, back, out } = of;
  const before = new Map((parsedBefore(of.before)?.images ?? []).map((image) => [image.file, image]));
  const stay = manifest.images.filter(({ file }) => !out.has(file));
  const there = new Set(stay.map(({ file }) => file));
  const returned = [...back]
    .filter((file) => !there.has(file))
    .flatMap((file): ManifestImage[] => {
      const entry = state.retirements.get(file)?.entry;
      if (entry === undefined) return [];
      const { sha256, size } = entry;
      const known = before.get(file);
      if (known?.sha256 === sha256) return [known];
      return [{ file, key: layout.image(actor, file), sha256, size, pinned: false, origin: { kind: 'upload' } }];
    });
  const judgedAsBefore = stay.map((image) => {
    const known = before.get(image.file);
    return known?.sha256 === image.sha256 ? withOwnFieldsOf(image, known) : image;
  });
  const images = withoutReconciling([...judgedAsBefore, ...returned], before, state.begun?.reconciled ?? []);
  return { ...withoutLease(manifest), images, runs: manifest.runs.filter((each) => each !== run) };
}

/** The entry with what a run writes into it as it was; what people write into it stays. */
function withOwnFieldsOf(image: ManifestImage, { key, size, type, score }: ManifestImage): ManifestImage {
  return { ...image, key, size, type, score };
}

/**
 * Writes the manifest as it was before the run: to the byte where nobody else has written anything into it since, and gone
 * where there was none and nothing but this run's entries stand in it. Gives the lease back.
 *
 * @throws LeaseLost where somebody else has the set by now.
 */
export async function writeUndone(place: ManifestPlace, state: JournalState, of: UndoneRun): Promise<void> {
  const key = place.layout.manifest(of.actor);
  for (;;) {
    const stored = await readManifest(place, of.actor);
    if (stored === undefined) return;
    const text = textOf(undoChanges(stored.manifest, state, of), of.before);
    // Also where a write of ours did happen and only its answer was lost.
    if (text === stored.text) return;
    if (stored.manifest.lease?.holder !== of.holder) throw lostLease(of.actor);
    try {
      if (text === undefined) await place.store.delete(key, { ifVersion: stored.version });
      else await place.store.put(key, text, { ifVersion: stored.version, contentType: 'application/json' });
      return;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict')) throw error;
    }
  }
}

function textOf(undone: Manifest, before: string | undefined): string | undefined {
  const earlier = parsedBefore(before);
  if (before === undefined || earlier === undefined) return saysNothing(undone) ? undefined : manifestText(undone);
  if (comparable(earlier) !== comparable(undone)) return manifestText(undone);
  // A lease of a run that died before this one is not worth restoring.
  return earlier.lease === undefined ? before : manifestText(withoutLease(earlier));
}

function comparable(manifest: Manifest): string {
  const images = [...manifest.images].sort((a, b) => compareText(a.file, b.file));
  return canonicalJson({ ...withoutLease(manifest), images });
}
