import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { seededRandom } from '../../core/seeded-random.ts';
import { colourOf, type PictureMeaning } from './picture-code.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Pixels a side of the pictures here: small enough to be drawn by the hundred. */
const EDGE = 128;

/** The files of one actor. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** A soft pattern of colours that looks like no other seed's, as a JPEG. */
export async function pattern(seed: number): Promise<Uint8Array> {
  const random = seededRandom(seed, 'pattern');
  const spots = Uint8Array.from({ length: 8 * 8 * 3 }, () => Math.floor(random.between(0, 256)));
  return sharp(spots, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(EDGE, EDGE, { kernel: 'cubic' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** So many patterns, "01.jpg" and so on. */
export async function patterns(count: number, firstSeed: number): Promise<Files> {
  const names = Array.from({ length: count }, (_, index) => `${String(index + 1).padStart(2, '0')}.jpg`);
  return Object.fromEntries(
    await Promise.all(names.map(async (name, index) => [name, await pattern(firstSeed + index)] as const)),
  );
}

/**
 * A plain picture that means this verdict to the stand-in vision server. Pictures of one meaning differ in size by
 * `variant`, so that no two files have the same bytes.
 */
export async function coloured(meaning: PictureMeaning, variant: number): Promise<Uint8Array> {
  const create = {
    width: 96 + (variant % 90),
    height: 96 + Math.floor(variant / 90),
    channels: 3 as const,
    background: colourOf(meaning),
  };
  return sharp({ create }).png({ compressionLevel: 1 }).toBuffer();
}

/** The n-th verdict of a round through all types and scores, so that neighbours on a sheet always differ. */
export function meaningAt(n: number): PictureMeaning {
  const types = ['photorealistic', 'color_stylized', 'bw_stylized'] as const;
  return { type: types[n % 3] ?? 'photorealistic', score: 1 + ((n * 7) % 10) };
}

/** So many plain pictures, by file name, and what each means. */
export async function colouredFiles(
  count: number,
  meaning: (n: number) => PictureMeaning = meaningAt,
  variant = 0,
): Promise<Files> {
  const files = Array.from(
    { length: count },
    async (_, n) => [`${String(n + 1).padStart(3, '0')}.png`, await coloured(meaning(n), variant + n)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

/** Writes a cast, by actor; `between` lies between an actor's folder and its images. */
export function writeCast(
  cast: Readonly<Record<string, Files>>,
  folder: string = temporaryFolder(),
  between = '',
): string {
  for (const [actor, files] of Object.entries(cast)) {
    mkdirSync(join(folder, actor, between), { recursive: true });
    for (const [file, body] of Object.entries(files)) writeFileSync(join(folder, actor, between, file), body);
  }
  return folder;
}
