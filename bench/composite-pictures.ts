import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** How many pictures a set has, as in the target of the original system. */
const SET_SIZE = 20;

/** Different pictures a case; the rest of the set repeats them, which no decoder can take advantage of. */
const DISTINCT = 4;

/** One benchmark case: what its twenty files are, by position. */
export interface PictureCase {
  readonly name: string;
  readonly kinds: readonly PictureKind[];
}

interface PictureKind {
  readonly width: number;
  readonly height: number;
  readonly extension: 'jpg' | 'png' | 'webp';
}

const ONE_MEGAPIXEL = { width: 1152, height: 864 } as const;
const TWELVE_MEGAPIXELS = { width: 4000, height: 3000 } as const;
const JPEG = { ...ONE_MEGAPIXEL, extension: 'jpg' } as const;
const PNG = { ...ONE_MEGAPIXEL, extension: 'png' } as const;
const WEBP = { ...ONE_MEGAPIXEL, extension: 'webp' } as const;
const LARGE_JPEG = { ...TWELVE_MEGAPIXELS, extension: 'jpg' } as const;

/** What training sets are made of: generated pictures of about a megapixel in three formats, photographs off a camera, and all of it. */
export const PICTURE_CASES: readonly PictureCase[] = [
  { name: '1 MP JPEG', kinds: [JPEG] },
  { name: '1 MP PNG', kinds: [PNG] },
  { name: '1 MP WebP', kinds: [WEBP] },
  { name: '12 MP JPEG', kinds: [LARGE_JPEG] },
  { name: 'mixed', kinds: [JPEG, PNG, WEBP, LARGE_JPEG] },
];

/** Writes the twenty pictures of `picture` into `folder`, which is made. Photo-like: soft shapes with fine grain. */
export async function makePictures(picture: PictureCase, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const distinct: Buffer[] = [];
  for (let i = 0; i < DISTINCT; i++) distinct.push(await encoded(kindAt(picture, i), i));
  for (let i = 0; i < SET_SIZE; i++) {
    const bytes = distinct[i % DISTINCT];
    if (bytes === undefined) throw new RangeError('no picture was made');
    await writeFile(join(folder, `${String(i).padStart(3, '0')}.${kindAt(picture, i).extension}`), bytes);
  }
}

function kindAt(picture: PictureCase, index: number): PictureKind {
  const kind = picture.kinds[index % picture.kinds.length];
  if (kind === undefined) throw new RangeError(`${picture.name} has no kind of picture`);
  return kind;
}

/** As exports set them: JPEG of quality 90, WebP of 80, PNG with filters chosen row by row (what libpng and Pillow do unless told otherwise). */
async function encoded(kind: PictureKind, seed: number): Promise<Buffer> {
  const image = await photoLike(kind.width, kind.height, seed);
  if (kind.extension === 'png') return image.png({ adaptiveFiltering: true }).toBuffer();
  if (kind.extension === 'webp') return image.webp({ quality: 80 }).toBuffer();
  return image.jpeg({ quality: 90 }).toBuffer();
}

/**
 * Columns of each layer of brightness, from large shapes to sensor grain (0 stands for the picture's own width), and how
 * strong it is, in levels. Chosen to come near what 20 pictures of ../shared/data/styles take when scaled to a megapixel,
 * since decoders work by the byte. Real: 171 kB as JPEG, 750 as PNG, 71 as WebP; these: 160, 1,150 and 60, so PNG is
 * harder here than in life.
 */
const LAYERS: readonly (readonly [columns: number, strength: number])[] = [
  [8, 40],
  [32, 26],
  [128, 30],
  [512, 9],
  [0, 1],
];

/** Layers at least this fine are only where the picture is in focus: real ones have sky, walls and blurred grounds. */
const FOCUSED_FROM = 128;

/** Soft colours under layers of brightness noise. */
async function photoLike(width: number, height: number, seed: number): Promise<Sharp> {
  const random = numbers(seed);
  const colours = await stretched(16, 12, 3, width, height, random);
  const rgb = colours.map((value) => 64 + value / 2);
  const focus = (await stretched(8, 6, 1, width, height, random)).map((value) =>
    Math.max(0, Math.min(255, (value - 128) * 4)),
  );
  for (const [columns, strength] of LAYERS) {
    const fine = columns === 0 || columns >= FOCUSED_FROM;
    const across = columns === 0 ? width : columns;
    const layer = await stretched(across, Math.ceil((across * height) / width), 1, width, height, random);
    for (let i = 0; i < rgb.length; i++) {
      const pixel = Math.floor(i / 3);
      const sharpness = fine ? (focus[pixel] ?? 0) / 255 : 1;
      const brightness = (((layer[pixel] ?? 0) - 128) / 64) * strength * sharpness;
      rgb[i] = Math.max(0, Math.min(255, (rgb[i] ?? 0) + brightness));
    }
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

async function stretched(
  columns: number,
  rows: number,
  channels: 1 | 3,
  width: number,
  height: number,
  random: () => number,
): Promise<Buffer> {
  const noise = Uint8Array.from({ length: columns * rows * channels }, random);
  return sharp(noise, { raw: { width: columns, height: rows, channels } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
}

/** Bytes 0 to 255, the same for the same seed: a linear congruential generator (Numerical Recipes' constants). */
function numbers(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
}
