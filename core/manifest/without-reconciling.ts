import type { Manifest, ManifestImage } from '../records/manifest.ts';
import type { Discrepancy } from './reconcile.ts';

/** What Evencast itself writes into an entry beside a pin and where the image came from. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['file', 'key', 'sha256', 'size', 'type', 'score', 'pinned', 'origin']);

const OWN_TOP_FIELDS: ReadonlySet<string> = new Set(['schema', 'actor', 'images', 'runs', 'lease']);

/** Whether a manifest says no more than the folder does. */
export function saysNothing(manifest: Manifest): boolean {
  const { runs, images } = manifest;
  return runs.length === 0 && Object.keys(manifest).every((field) => OWN_TOP_FIELDS.has(field)) && images.every(isBare);
}

/** Whether an entry says no more than that an image lies there. */
function isBare(image: ManifestImage): boolean {
  const { pinned, origin } = image;
  return !pinned && origin.kind === 'upload' && Object.keys(image).every((field) => OWN_FIELDS.has(field));
}

/**
 * Entries with a manifest's disagreements with the folder put back, where nobody has written anything into those entries
 * since: a run brought them to the folder when it began, and is being taken back.
 *
 * @param before the entries from before the run, by file.
 */
export function withoutReconciling(
  images: readonly ManifestImage[],
  before: ReadonlyMap<string, ManifestImage>,
  reconciled: readonly Discrepancy[],
): ManifestImage[] {
  const how = new Map(reconciled.map((each) => [each.file, each.how]));
  const there = new Set(images.map(({ file }) => file));
  const kept = images.flatMap((image): ManifestImage[] => {
    const known = before.get(image.file);
    switch (how.get(image.file)) {
      case 'not-in-manifest':
        return isBare(image) ? [] : [image];
      case 'other-content':
        return known !== undefined && isBare({ ...image, pinned: false })
          ? [{ ...known, pinned: image.pinned }]
          : [image];
      default:
        return [image];
    }
  });
  const lost = [...before.values()].filter(({ file }) => how.get(file) === 'not-in-folder' && !there.has(file));
  return [...kept, ...lost];
}
