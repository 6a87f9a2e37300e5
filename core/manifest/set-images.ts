import type { ListedImage } from '../apply/compare-set.ts';
import { hashOf, listImages } from '../apply/list-images.ts';
import { putBack } from '../apply/roll-back-images.ts';
import { EvencastError } from '../errors.ts';
import { openJournal } from '../journal/journal-log.ts';
import { type JournalState, journalState } from '../journal/journal-state.ts';
import type { Manifest } from '../records/manifest.ts';
import { type HeldLease, type LeasePorts, takeLease } from './lease.ts';
import { editManifest, type ManifestPlace } from './manifest-file.ts';
import { type FolderImage, reconcile } from './reconcile.ts';
import { withChanges } from './with-changes.ts';

/**
 * Pins an image, so that no plan retires it, or lets go of it. A set without a manifest gets one that says what is there.
 *
 * @returns whether anything changed.
 * @throws NotFound for an image or actor that is not there; InvalidManifest for a manifest that cannot be trusted.
 */
export async function setPin(place: ManifestPlace, actor: string, image: string, pinned: boolean): Promise<boolean> {
  const { store, layout } = place;
  const listed = await listImages(store, layout.images(actor));
  if (!listed.some(({ file }) => file === image)) {
    const words = `There is no image ${image} of ${actor} in ${store.place}. See its folder ${layout.images(actor)}`;
    throw new EvencastError('NotFound', words, { actor, image });
  }
  const folder = await withHashes(place, listed);
  let changed = false;
  await editManifest(place, actor, (manifest) => {
    const whole: Manifest = reconcile(actor, manifest, folder).manifest;
    changed = whole.images.some(({ file, pinned: was }) => file === image && was !== pinned);
    if (!changed && manifest !== undefined) return manifest;
    return { ...whole, images: whole.images.map((each) => (each.file === image ? { ...each, pinned } : each)) };
  });
  return changed;
}

/** A retired image and the run that retired it. */
export interface RetiredImage {
  readonly run: string;
  readonly actor: string;
  readonly image: string;
}

/**
 * Puts one retired image back into its set; of several of that name the one that was retired last.
 *
 * @throws NotFound where none is among the retired ones; Conflict where its name is taken in the set; LeaseLost where a run
 * works on the set.
 */
export async function restoreImage(
  ports: LeasePorts,
  holder: string,
  { actor, image, run }: Omit<RetiredImage, 'run'> & { readonly run?: string | undefined },
): Promise<RetiredImage> {
  const found = await lastRetired(ports, actor, image, run);
  const journal = await openJournal(ports, found.run, actor);
  const known = journalState(journal.entries);
  const entry = known.retirements.get(image)?.entry ?? known.additions.get(image)?.entry;
  const sha256 = entry?.sha256 ?? (await hashOf(ports.store, ports.layout.retired(found.run, actor, image))) ?? '';
  const answer = await takeLease(ports, { actor, run: found.run, holder }, (manifest) => {
    return manifest ?? { schema: 1, actor, images: [], runs: [] };
  });
  if ('busy' in answer) {
    const words = `Run ${answer.busy.run} is working on ${actor}. Restore the image when it is done.`;
    throw new EvencastError('LeaseLost', words, { actor, image });
  }
  const signal = new AbortController().signal;
  const moved = await putBack(image, sha256, { run: found.run, actor, lease: answer.lease, journal }, ports, signal);
  await enterFolder(ports, actor, answer.lease, madeBy(found, journalState(journal.entries), ports));
  if (moved !== 'done') {
    const words = `${image} of ${actor} could not be put back: ${journalState(journal.entries).cannot.at(-1)?.words}.`;
    throw new EvencastError('Conflict', words, { actor, image });
  }
  return found;
}

/** Listed images with their content hashes; one that went away in between is left out. */
async function withHashes({ store }: ManifestPlace, listed: readonly ListedImage[]): Promise<readonly FolderImage[]> {
  const folder: FolderImage[] = [];
  for (const { file, key, size } of listed) {
    const sha256 = await hashOf(store, key);
    if (sha256 !== undefined) folder.push({ file, key, size, sha256 });
  }
  return folder;
}

/** The manifest with the entry of an image that a run made and that is back in the set: nobody takes it for an upload. */
function madeBy(
  { run, actor, image }: RetiredImage,
  state: JournalState,
  { layout }: ManifestPlace,
): (manifest: Manifest) => Manifest {
  const additions = new Map([...state.additions].filter(([file]) => file === image && !state.undone.has(file)));
  return (manifest) => withChanges(manifest, { ...state, additions, retirements: new Map() }, { run, actor, layout });
}

/** Brings the manifest to the folder and gives the lease back. */
export async function enterFolder(
  place: ManifestPlace,
  actor: string,
  lease: HeldLease,
  first: (manifest: Manifest) => Manifest = (manifest) => manifest,
): Promise<void> {
  const folder = await withHashes(place, await listImages(place.store, place.layout.images(actor)));
  await lease.edit((manifest) => reconcile(actor, first(manifest), folder).manifest, undefined, true);
}

async function lastRetired(
  { store, layout }: ManifestPlace,
  actor: string,
  image: string,
  run: string | undefined,
): Promise<RetiredImage> {
  const runs = run === undefined ? await Array.fromAsync(store.folders(layout.retiredRuns)) : [run];
  for (const each of runs.toSorted().reverse()) {
    const key = layout.retired(each, actor, image);
    for await (const info of store.list(key)) if (info.key === key) return { run: each, actor, image };
  }
  const words = `No run has retired an image ${image} of ${actor} that is still there. See: evencast runs`;
  throw new EvencastError('NotFound', words, { actor, image });
}
