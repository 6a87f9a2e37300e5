import sharp from 'sharp';

/** Luma of a small copy of a picture: one byte a pixel, row by row. */
export interface LumaGrid {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

/** 16 comparisons of neighbours take 17 columns. */
const COLUMNS = 17;
const ROWS = 16;

/** Rec. 601, as JPEG, Pillow and every greyscale export weigh them, so that a grey copy keeps the hash of its original. */
export function lumaOf(rgb: Uint8Array): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3);
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) {
    luma[i] = Math.round(0.299 * (rgb[p] ?? 0) + 0.587 * (rgb[p + 1] ?? 0) + 0.114 * (rgb[p + 2] ?? 0));
  }
  return luma;
}

/** Standard deviation of luma: 0 for a blank picture, 127.5 for one half black and half white. */
export function lumaSpread({ luma }: LumaGrid): number {
  let sum = 0;
  let squares = 0;
  for (const value of luma) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / luma.length;
  return Math.sqrt(Math.max(0, squares / luma.length - mean * mean));
}

/**
 * The 256-bit dHash of a picture and of its mirror image, each as 64 hexadecimal digits: a bit is set where a cell of the
 * 17 x 16 reduction is no lighter than its right neighbour. At most 46 differing bits mean the same picture (facts.md).
 * Kernel and comparison are those that keep different line drawings furthest apart: of 10,440 pairs in
 * ../shared/data/styles the nearest differ in 57 bits, against 48 with "darker" and 35 with kernel cubic.
 */
export async function perceptualHashes(grid: LumaGrid): Promise<{ hash: string; mirroredHash: string }> {
  const raw = { width: grid.width, height: grid.height, channels: 1 } as const;
  const cells = await sharp(grid.luma, { raw })
    .resize(COLUMNS, ROWS, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return {
    hash: dHash((x, y) => cells[y * COLUMNS + x]),
    mirroredHash: dHash((x, y) => cells[(y + 1) * COLUMNS - 1 - x]),
  };
}

/** Sides of the grid of greys that confirms what the hash found. */
const GREYS = 16;

/** The picture as 16 x 16 greys, as 512 hexadecimal digits. */
export async function greysOf(grid: LumaGrid): Promise<string> {
  const raw = { width: grid.width, height: grid.height, channels: 1 } as const;
  const greys = await sharp(grid.luma, { raw })
    .resize(GREYS, GREYS, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return greys.toString('hex');
}

function dHash(at: (x: number, y: number) => number | undefined): string {
  let hex = '';
  for (let y = 0; y < ROWS; y++) {
    let row = 0;
    for (let x = 0; x < COLUMNS - 1; x++) row = (row << 1) | Number((at(x, y) ?? 0) <= (at(x + 1, y) ?? 0));
    hex += row.toString(16).padStart(4, '0');
  }
  return hex;
}
