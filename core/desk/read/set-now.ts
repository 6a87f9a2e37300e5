import type { ListedImage } from '../../apply/compare-set.ts';
import { hashOf, listImages } from '../../apply/list-images.ts';
import { isEvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { readManifest } from '../../manifest/manifest-file.ts';
import type { BasisImage } from '../../plan/plan-hash.ts';
import { type InspectedImage, inspectionSchema } from '../../records/inspection.ts';
import type { Manifest } from '../../records/manifest.ts';
import { momentName } from '../../records/moment.ts';
import type { DeskWorld } from '../desk-world.ts';
import { notePicture } from './desk-memory.ts';

/** Images read at a time to learn their content. */
const READS_IN_FLIGHT = 4;

/** An image as it lies in the folder now. */
export interface ImageNow extends ListedImage {
  readonly sha256: string | undefined;
}

/**
 * The set of an actor as it lies there now, by file. Contents are known from `basis` as long as the version is the same, and
 * read where it is not.
 */
export async function setNow(
  world: DeskWorld,
  actor: string,
  known: readonly Pick<BasisImage, 'file' | 'version' | 'sha256'>[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ImageNow>> {
  const { store, layout, memory } = world;
  const seen = new Map(known.map((image) => [JSON.stringify([image.file, image.version]), image.sha256]));
  const listed = await listImages(store, layout.images(actor), signal);
  const now = new Map<string, ImageNow>();
  for await (const image of inFlight(listed, READS_IN_FLIGHT, async (each): Promise<ImageNow> => {
    const sha256 = seen.get(JSON.stringify([each.file, each.version])) ?? (await hashOf(store, each.key, signal));
    if (sha256 !== undefined) memory.contents.set(each.key, { version: each.version, sha256 });
    return { ...each, sha256 };
  })) {
    now.set(image.file, image);
    notePicture(memory, image.sha256, image.key);
  }
  return now;
}

/** What a run found of an actor's images, before and after it carried its plan out. */
export async function inspectedBy(
  { layout, memory }: DeskWorld,
  run: string,
  actor: string,
  signal: AbortSignal,
): Promise<{ readonly before: readonly InspectedImage[]; readonly after: readonly InspectedImage[] }> {
  const read = async (moment: 'before' | 'after') => {
    const key = layout.runActor(run, actor, momentName(moment, 'inspection.json'));
    const images = (await memory.latest(inspectionSchema, key, signal))?.images ?? [];
    for (const { sha256, facts, view } of images) {
      memory.formats.set(sha256, facts.format);
      if (view !== undefined) memory.drawings.set(sha256, layout.runActor(run, actor, view));
    }
    return images;
  };
  return { before: await read('before'), after: await read('after') };
}

/** The manifest; none where it is damaged: then its pins are not known, and a plan says so itself. */
export async function manifestOf(world: DeskWorld, actor: string, signal: AbortSignal): Promise<Manifest | undefined> {
  try {
    return (await readManifest(world, actor, signal))?.manifest;
  } catch (error) {
    if (isEvencastError(error, 'InvalidManifest')) return undefined;
    throw error;
  }
}

/** How an image that a plan rests on differs from what lies there now; null where it does not. */
export function movedSince(
  { file, sha256 }: Pick<BasisImage, 'file' | 'sha256'>,
  now: ReadonlyMap<string, ImageNow>,
): 'changed' | 'gone' | null {
  const there = now.get(file);
  if (there === undefined) return 'gone';
  return there.sha256 === sha256 ? null : 'changed';
}
