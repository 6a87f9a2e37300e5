import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DEGRADATIONS, degraded } from '../../adapters/sharp/degradations.ts';
import { seededRandom, shuffled } from '../../core/seeded-random.ts';
import type { LabelledImage } from './labels.ts';

/** As many as a set has in real use: neighbours on a sheet influence each other. */
const SET_SIZE = 20;

/** Which labelled file lies at which place: by set, then by its name there. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Lays labelled images out as the sets of a cast below `root`, shuffled, under names that tell nothing. Another seed gives each
 * image other neighbours.
 */
export async function layOutSets(root: string, images: readonly LabelledImage[], seed: number): Promise<Places> {
  return layOut(root, 'set', mixed(images, seed), async ({ path }, to) => {
    await copyFile(path, to + extname(path).toLowerCase());
    return extname(path).toLowerCase();
  });
}

/**
 * Lays out copies of images that are made worse, each way in sets of its own: a set that holds an image and its copy would be
 * judged as one with copies.
 *
 * @returns places by degradation.
 */
export async function layOutCopies(
  root: string,
  images: readonly LabelledImage[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Places>> {
  const places = new Map<string, Places>();
  for (const [index, degradation] of DEGRADATIONS.entries())
    places.set(
      degradation,
      await layOut(root, `copies-${index}`, images, async ({ path }, to) => {
        signal.throwIfAborted();
        await writeFile(`${to}.jpg`, await degraded(await readFile(path), degradation));
        return '.jpg';
      }),
    );
  return places;
}

/** @param put writes one image at a path that lacks its ending, and says which ending it got. */
async function layOut(
  root: string,
  name: string,
  images: readonly LabelledImage[],
  put: (image: LabelledImage, to: string) => Promise<string>,
): Promise<Places> {
  const places = new Map<string, Map<string, string>>();
  for (const [index, image] of images.entries()) {
    const set = `${name}-${padded(Math.floor(index / SET_SIZE) + 1)}`;
    const inSet = places.get(set) ?? new Map<string, string>();
    places.set(set, inSet);
    await mkdir(join(root, set), { recursive: true });
    const stem = padded((index % SET_SIZE) + 1);
    inSet.set(stem + (await put(image, join(root, set, stem))), image.file);
  }
  return places;
}

const padded = (n: number) => String(n).padStart(3, '0');

/** Images in another order for every seed. */
export function mixed(images: readonly LabelledImage[], seed: number): readonly LabelledImage[] {
  return shuffled(images, seededRandom(seed, 'judge-check'));
}
