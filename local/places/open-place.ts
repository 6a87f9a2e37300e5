import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { folderObjectStore } from '../../adapters/folder/object-store.ts';
import { s3Client } from '../../adapters/s3/client.ts';
import { s3ObjectStore } from '../../adapters/s3/object-store.ts';
import type { Config } from '../../core/config/config.ts';
import { EvencastError } from '../../core/errors.ts';
import { fileKind } from '../../core/image-files.ts';
import { type Layout, layoutOf, PLAIN_LAYOUT } from '../../core/layout.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';

/** A place that holds a cast. */
export interface Place {
  readonly store: ObjectStore;
  readonly layout: Layout;
}

/**
 * Opens where a command should look: `s3://bucket/prefix`, a folder in the bucket layout, or a folder with one
 * subfolder per actor.
 *
 * @param state another folder for Evencast's own records, where the images' folder must not be written to.
 * @throws NotFound or InvalidRequest where it is no such place.
 */
export async function openPlace(
  where: string,
  cwd: string,
  dataset: Config['dataset'],
  state?: string,
): Promise<Place> {
  if (where.startsWith('s3://')) return openBucket(where, dataset, state);
  const root = resolve(cwd, where);
  await checkFolder(root);
  const bucket =
    dataset.layout === 'bucket' || (dataset.layout === 'auto' && (await isFolder(join(root, dataset.actorsPrefix))));
  const settings = bucket ? dataset : PLAIN_LAYOUT;
  if (!bucket) await checkHoldsActors(root);
  const stateRoot =
    state === undefined ? {} : { stateRoot: resolve(cwd, state), statePrefix: `${settings.statePrefix}/` };
  return {
    store: folderObjectStore({ root, statePrefix: `${settings.statePrefix}/`, ...stateRoot }),
    layout: layoutOf(settings),
  };
}

function openBucket(where: string, dataset: Config['dataset'], state: string | undefined): Place {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/.exec(where) ?? [];
  if (bucket === '')
    throw new EvencastError('InvalidRequest', `${where} names no bucket. Write s3://bucket or s3://bucket/prefix.`);
  if (state !== undefined)
    throw new EvencastError('InvalidRequest', '--state is for folders; in a bucket the records lie beside the images.');
  const store = s3ObjectStore(s3Client({}), { bucket, prefix });
  return { store, layout: layoutOf(dataset.layout === 'plain' ? PLAIN_LAYOUT : dataset) };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function checkFolder(root: string): Promise<void> {
  const found = await stat(root).catch((cause: unknown) => {
    throw new EvencastError(
      'NotFound',
      `There is no folder ${root}. Name a folder with one subfolder per actor, or s3://bucket/prefix.`,
      { cause },
    );
  });
  if (!found.isDirectory())
    throw new EvencastError('InvalidRequest', `${root} is a file. Name the folder that holds the actors' folders.`);
}

/** People point at one actor's folder at first; say so instead of finding nobody. */
async function checkHoldsActors(root: string): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true }).catch((cause: unknown) => {
    throw new EvencastError('AccessDenied', `Cannot read the folder ${root}. Look at its permissions.`, { cause });
  });
  const folders = entries.some(
    (entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'),
  );
  const images = entries.filter((entry) => fileKind(entry.name) === 'image').length;
  if (!folders && images > 0) {
    const message = `${root} holds ${images === 1 ? 'an image' : `${images} images`} itself. Name the folder above it: Evencast works on a folder with one subfolder per actor.`;
    throw new EvencastError('InvalidRequest', message);
  }
}
