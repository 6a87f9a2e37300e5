import type { Manifest, ManifestImage } from '../records/manifest.ts';

/** An image as it lies in the folder. */
export interface FolderImage {
  readonly file: string;
  readonly key: string;
  readonly sha256: string;
  readonly size: number;
}

/** Where manifest and folder said different things: the folder is right, and it is said. */
export interface Discrepancy {
  readonly file: string;
  readonly how: 'not-in-manifest' | 'not-in-folder' | 'other-content';
}

/** A manifest that says what is in the folder, and what had to be changed for that. */
export interface Reconciled {
  readonly manifest: Manifest;
  readonly discrepancies: readonly Discrepancy[];
}

/**
 * Brings a manifest to what lies in the folder; one that is missing is built. An entry stays with everything it says as long
 * as the content is the same. Where the content is another one the pin stays (it was meant for the name) and the rest goes:
 * somebody put another image there. Entries of files that are there but cannot be read stay as they are.
 */
export function reconcile(
  actor: string,
  manifest: Manifest | undefined,
  folder: readonly FolderImage[],
  unreadable: ReadonlySet<string> = new Set(),
): Reconciled {
  const base: Manifest = manifest ?? { schema: 1, actor, images: [], runs: [] };
  const known = new Map(base.images.map((image) => [image.file, image]));
  const there = new Set(folder.map(({ file }) => file));
  const discrepancies: Discrepancy[] = [];
  const say = (file: string, how: Discrepancy['how']) => {
    if (manifest !== undefined) discrepancies.push({ file, how });
  };
  const images = folder.map((image): ManifestImage => {
    const entry = known.get(image.file);
    if (entry === undefined) {
      say(image.file, 'not-in-manifest');
      return { ...image, pinned: false, origin: { kind: 'upload' } };
    }
    if (entry.sha256 === image.sha256) return { ...entry, ...image };
    say(image.file, 'other-content');
    return { ...image, pinned: entry.pinned, origin: { kind: 'upload' } };
  });
  const unread = base.images.filter(({ file }) => !there.has(file) && unreadable.has(file));
  for (const { file } of base.images) if (!there.has(file) && !unreadable.has(file)) say(file, 'not-in-folder');
  return { manifest: { ...base, actor, images: [...images, ...unread] }, discrepancies };
}
