import sharp, { type Sharp } from 'sharp';
import type { Unreadable } from '../../core/ports/image-codec.ts';
import { damagedWords, hasOddScanHeader } from './damage.ts';
import { type PictureFormat, sniffFormat } from './sniff-format.ts';

/**
 * 100 megapixels. Training pictures are 0.25 to 12; the largest cameras in common use give 50 to 60. What it bounds:
 * formats that cannot be read row by row (progressive JPEG, interlaced PNG, WebP) take 3 to 6 bytes a pixel while they
 * are decoded, so at most 600 MB, against 5.4 GB for a 30,000 x 30,000 picture.
 */
export const PIXEL_LIMIT = 100_000_000;

/** A picture whose header was read and found good. Its pixels may still turn out damaged. */
export interface PictureSource {
  /** A fresh pipeline on the same bytes: upright, first frame, sRGB, on white. */
  readonly open: () => Sharp;
  /** Upright, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly format: PictureFormat;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * Hands `work` a guarded opener on hostile bytes, without reading the header first: for those who want pixels only. Bad
 * bytes, found whenever `work` decodes, are answered with {@link Unreadable}. Whatever else goes wrong inside `work` (no
 * memory, a bug) is thrown as it is.
 */
export async function readPixels<T>(
  bytes: Uint8Array,
  work: (open: PictureSource['open'], format: PictureFormat) => Promise<T>,
): Promise<T | Unreadable> {
  const format = sniffFormat(bytes);
  if (typeof format !== 'string') return format;
  // A warning mostly means that part of the picture decodes to grey or noise: better no picture than half of one.
  const failOn = format === 'jpeg' && hasOddScanHeader(bytes) ? 'error' : 'warning';
  const options = { failOn, limitInputPixels: PIXEL_LIMIT, autoOrient: true } as const;
  try {
    return await work(() => sharp(bytes, options).flatten({ background: '#ffffff' }), format);
  } catch (error) {
    const words = (await tooLargeWords(bytes)) ?? damagedWords(error, bytes, format);
    if (words === undefined) throw error;
    return { unreadable: words };
  }
}

/** As {@link readPixels}, for those who want to know the picture's size as well: reads the header first. */
export function readPicture<T>(
  bytes: Uint8Array,
  work: (source: PictureSource) => Promise<T>,
): Promise<T | Unreadable> {
  return readPixels(bytes, async (open, format) => {
    const { width, height } = (await open().metadata()).autoOrient;
    return work({ open, width, height, format, bytes: bytes.length });
  });
}

/** Asked only after decoding failed: the limit is ours to word, so the header is read once more without it. */
async function tooLargeWords(bytes: Uint8Array): Promise<string | undefined> {
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (header === undefined || header.width * header.height <= PIXEL_LIMIT) return undefined;
  const [width, height, limit] = [header.width, header.height, PIXEL_LIMIT / 1e6].map((n) => n.toLocaleString('en-US'));
  return `${width} x ${height} pixels, above the limit of ${limit} megapixels`;
}
