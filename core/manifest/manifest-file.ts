import { EvencastError, isEvencastError } from '../errors.ts';
import type { Layout } from '../layout.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type Manifest, manifestSchema } from '../records/manifest.ts';
import { parseRecord, recordText } from '../records/record-text.ts';

/** Where manifests lie. */
export interface ManifestPlace {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/** A manifest as it lies in the store. */
export interface StoredManifest {
  readonly manifest: Manifest;
  readonly version: string;
  readonly text: string;
}

/** How a manifest is changed. */
export interface EditOptions {
  readonly signal?: AbortSignal | undefined;
  /** Is shown what lies there, each time just before it is written over. */
  readonly before?: ((stored: StoredManifest | undefined) => Promise<void>) | undefined;
}

/** A text that gives the same bytes again: an editor's byte order mark stays. */
export function exactText(body: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
}

/** The text of a manifest: the same for the same content, whoever put it together in which order. */
export function manifestText(manifest: Manifest): string {
  return recordText(manifestSchema.parse(manifest));
}

/** Writers meet for a moment only, so whoever loses this often has met something else. */
const TRIES = 20;

/**
 * The manifest of an actor; undefined where there is none.
 *
 * @throws InvalidManifest where it is there but cannot be trusted: it is never overwritten, since pins might be lost unseen.
 */
export async function readManifest(
  { store, layout }: ManifestPlace,
  actor: string,
  signal?: AbortSignal,
): Promise<StoredManifest | undefined> {
  const key = layout.manifest(actor);
  try {
    const { body, version } = await store.get(key, { signal });
    return { manifest: parseRecord(manifestSchema, body, key), version, text: exactText(body) };
  } catch (cause) {
    if (isEvencastError(cause, 'NotFound')) return undefined;
    if (!isEvencastError(cause, 'RecordCorrupt')) throw cause;
    const message = `The manifest of ${actor} (${key}) is damaged. Mend it or move it away; without it pins are not known.`;
    throw new EvencastError('InvalidManifest', message, { actor, cause });
  }
}

/**
 * Changes a manifest by compare-and-set: `edit` is applied to what is there, and again where somebody else wrote in between,
 * so that no change of either is lost. It answers the manifest to write, or the one it was given to leave it as it is.
 *
 * @throws InvalidManifest as {@link readManifest}; Conflict where others keep writing; what `edit` throws.
 */
export async function editManifest(
  place: ManifestPlace,
  actor: string,
  edit: (manifest: Manifest | undefined) => Manifest,
  { signal, before }: EditOptions = {},
): Promise<Manifest> {
  const key = place.layout.manifest(actor);
  for (let attempt = 1; ; attempt++) {
    const stored = await readManifest(place, actor, signal);
    const edited = edit(stored?.manifest);
    const text = manifestText(edited);
    // Also where a write of ours did happen and only its answer was lost.
    if (edited === stored?.manifest || text === stored?.text) return edited;
    await before?.(stored);
    try {
      const condition = stored === undefined ? { ifAbsent: true } : { ifVersion: stored.version };
      await place.store.put(key, text, { ...condition, contentType: 'application/json', signal });
      return edited;
    } catch (error) {
      if (!isEvencastError(error, 'Conflict') || attempt === TRIES) throw error;
    }
  }
}
