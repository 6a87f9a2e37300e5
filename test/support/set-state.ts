import { sha256Hex } from '../../core/sha256.ts';
import type { TaskWorld } from './task-world.ts';

/** Everything below a prefix, by what follows the prefix, as text. */
export async function textsBelow({ store }: TaskWorld, prefix: string): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for await (const { key } of store.list(prefix))
    texts[key.slice(prefix.length)] = new TextDecoder().decode((await store.get(key)).body);
  return texts;
}

/** The images of an actor's set, by file. */
export function imagesOf(world: TaskWorld, actor = 'ada'): Promise<Readonly<Record<string, string>>> {
  return textsBelow(world, world.layout.images(actor));
}

/** The text of an actor's manifest; undefined where there is none. */
export async function manifestOf(world: TaskWorld, actor = 'ada'): Promise<string | undefined> {
  const key = world.layout.manifest(actor);
  return Object.values(await textsBelow(world, key))[0];
}

/** What a set is made of: its images and its manifest, to be compared with what it was. */
export async function setState(world: TaskWorld, actor = 'ada') {
  return { images: await imagesOf(world, actor), manifest: await manifestOf(world, actor) };
}

/** Hashes of all contents that lie anywhere in the store. */
export async function contentsIn({ store }: TaskWorld): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for await (const { key } of store.list('')) hashes.add(await sha256Hex((await store.get(key)).body));
  return hashes;
}
