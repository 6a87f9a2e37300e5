import { FORMAT_WORDS, type PictureFormat } from './sniff-format.ts';

/** The machine's trouble or ours, not the picture's. */
const NOT_THE_PICTURE = /out of memory|unable to allocate|unable to create thread|operation is blocked/i;

/**
 * Why `bytes` could not be decoded, or undefined if `error` is not about the picture. sharp throws plain `Error`s for bad
 * data and subclasses for bad calls, which are bugs. The decoders' own words go no further: some quote the file, whose
 * text may be hostile, and libvips keeps one buffer for all threads, so they may be about another picture.
 */
export function damagedWords(error: unknown, bytes: Uint8Array, format: PictureFormat): string | undefined {
  if (!(error instanceof Error) || Object.getPrototypeOf(error) !== Error.prototype) return undefined;
  if (NOT_THE_PICTURE.test(error.message)) return undefined;
  return `the ${FORMAT_WORDS[format]} data is ${isCutOff(bytes, format) ? 'cut off' : 'damaged'}`;
}

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Each format says in its own way where it ends. */
function isCutOff(bytes: Uint8Array, format: PictureFormat): boolean {
  const file = asBuffer(bytes);
  switch (format) {
    case 'jpeg':
      // An embedded preview has an end of its own, before the picture's last scan begins.
      return file.lastIndexOf(Buffer.of(0xff, END_OF_IMAGE)) <= file.lastIndexOf(Buffer.of(0xff, START_OF_SCAN));
    case 'png':
      return !file.includes('IEND');
    case 'webp':
      // RIFF holds the length of all that follows its first eight bytes.
      return file.length < 12 || file.readUInt32LE(4) + 8 > file.length;
  }
}

/**
 * Whether a baseline JPEG states its only scan's range wrongly, as some Samsung cameras do. libjpeg warns and decodes
 * every pixel, so such a file must be opened with warnings let pass.
 */
export function hasOddScanHeader(bytes: Uint8Array): boolean {
  const file = asBuffer(bytes);
  let baseline = false;
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1];
    if (marker === 0xc0 || marker === 0xc1) baseline = true;
    if (marker !== START_OF_SCAN) continue;
    const range = at + 5 + 2 * (file[at + 4] ?? 0);
    return baseline && (file[range] !== 0 || file[range + 1] !== 63 || file[range + 2] !== 0);
  }
  return false;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
