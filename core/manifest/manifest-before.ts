import { isEvencastError } from '../errors.ts';
import { type Manifest, manifestSchema } from '../records/manifest.ts';
import { exactText, type ManifestPlace, type StoredManifest } from './manifest-file.ts';

/** The record that holds the manifest's text from before a run, for putting it back to the byte. */
const MANIFEST_BEFORE = 'manifest-before.json';

/** Whose work on which set. */
interface RunOnSet {
  readonly run: string;
  readonly actor: string;
}

/** Keeps the manifest's text; one that this very run had already laid its lease on was kept before. */
export async function keepManifest(
  { store, layout }: ManifestPlace,
  { run, actor }: RunOnSet,
  stored: StoredManifest | undefined,
  signal?: AbortSignal,
): Promise<void> {
  if (stored === undefined || stored.manifest.lease?.run === run) return;
  const key = layout.runActor(run, actor, MANIFEST_BEFORE);
  await store.put(key, stored.text, { contentType: 'application/json', signal });
}

/** The manifest's text from before the run; undefined where there was none. */
export async function manifestBefore(
  { store, layout }: ManifestPlace,
  { run, actor }: RunOnSet,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { body } = await store.get(layout.runActor(run, actor, MANIFEST_BEFORE), { signal });
    return exactText(body);
  } catch (error) {
    if (isEvencastError(error, 'NotFound')) return undefined;
    throw error;
  }
}

/** What such a text says; it was kept from a manifest that had been read and found good. */
export function parsedBefore(text: string | undefined): Manifest | undefined {
  return text === undefined ? undefined : manifestSchema.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
}
