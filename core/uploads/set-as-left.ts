import type { ListedImage } from '../apply/compare-set.ts';
import { listImages } from '../apply/list-images.ts';
import { isEvencastError } from '../errors.ts';
import { isHeld } from '../manifest/lease.ts';
import { type ManifestPlace, readManifest } from '../manifest/manifest-file.ts';
import type { Manifest } from '../records/manifest.ts';

/**
 * What the events about a set mean. `uploaded`: somebody put something there that no manifest knows. `ours`: it is what a run
 * left, the events were of its own writing. `busy`: a run works on it, so nobody knows yet. `gone`: there is no image any more.
 */
export type SetState = 'uploaded' | 'ours' | 'busy' | 'gone';

/** Compares what lies there with what a run left: every image known, with the size it had, and none unknown. */
export function setState(manifest: Manifest | undefined, listed: readonly ListedImage[], now: number): SetState {
  if (listed.length === 0) return 'gone';
  if (manifest === undefined) return 'uploaded';
  // Its images are there before the manifest knows them; the lease runs out where its holder has died.
  if (manifest.lease !== undefined && isHeld(manifest.lease, now, () => false)) return 'busy';
  const sizes = new Map(manifest.images.map(({ file, size }) => [file, size]));
  return listed.every(({ file, size }) => sizes.get(file) === size) ? 'ours' : 'uploaded';
}

/** Looks at an actor's set. A manifest that is damaged is for the run to complain about. */
export async function lookAtSet(
  place: ManifestPlace,
  actor: string,
  now: number,
  signal?: AbortSignal,
): Promise<SetState> {
  const { store, layout } = place;
  const listed = await listImages(store, layout.images(actor), signal);
  try {
    return setState((await readManifest(place, actor, signal))?.manifest, listed, now);
  } catch (error) {
    if (isEvencastError(error, 'InvalidManifest')) return 'uploaded';
    throw error;
  }
}
