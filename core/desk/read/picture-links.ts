import { EvencastError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import {
  MAX_PICTURES,
  type PictureLink,
  type PictureLinks,
  type WantedPicture,
  wantedPictureSchema,
} from '../contract/pictures.ts';
import type { DeskWorld } from '../desk-world.ts';
import type { PictureFinder } from './find-picture.ts';

const READS_IN_FLIGHT = 16;

/**
 * Where pictures are to be had, by their content; what no record knows is left out.
 *
 * @param named as {@link wantedPictureSchema} has it.
 * @throws InvalidRequest for other words, and for more than {@link MAX_PICTURES}.
 */
export async function readPictureLinks(
  { linker }: DeskWorld,
  finder: PictureFinder,
  named: readonly string[],
  signal: AbortSignal,
): Promise<PictureLinks> {
  if (named.length > MAX_PICTURES)
    throw new EvencastError('InvalidRequest', `At most ${MAX_PICTURES} pictures can be asked for at a time.`);
  const links = inFlight(named.map(wanted), READS_IN_FLIGHT, async (picture): Promise<PictureLink | undefined> => {
    if (!(await finder.knows(picture.sha256, signal))) return undefined;
    return { ...picture, ...(await linker.link(picture, signal)) };
  });
  return { schema: 1, links: (await Array.fromAsync(links)).filter((link) => link !== undefined) };
}

function wanted(text: string): WantedPicture {
  const parsed = wantedPictureSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new EvencastError('InvalidRequest', '`of` takes a size and a content hash: of=320/<sha256>.');
}
