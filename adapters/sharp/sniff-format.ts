import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { Unreadable } from '../../core/ports/image-codec.ts';

/** What this adapter opens. */
export type PictureFormat = PictureFacts['format'];

/** How people write the formats. */
export const FORMAT_WORDS: Readonly<Record<PictureFormat, string>> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' };

const ONLY = 'only JPEG, PNG and WebP are read';

/** First bytes as Latin-1 text, after which offset, and what they announce. Sources: the formats' specifications. */
const SIGNATURES: readonly (readonly [offset: number, bytes: string, format: PictureFormat])[] = [
  [0, '\xff\xd8\xff', 'jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [8, 'WEBP', 'webp'],
];

/** What people do put among pictures, for words that tell them which file to convert. */
const OTHERS: readonly (readonly [offset: number, bytes: string, words: string])[] = [
  [0, 'GIF8', 'a GIF'],
  [0, 'BM', 'a BMP picture'],
  [0, 'II*\0', 'a TIFF picture'],
  [0, 'MM\0*', 'a TIFF picture'],
  [4, 'ftypavif', 'an AVIF picture'],
  [4, 'ftypheic', 'a HEIC picture'],
  [4, 'ftypmif1', 'a HEIC picture'],
  [4, 'ftyp', 'a video'],
  [0, '\0\0\0\x0cjP', 'a JPEG 2000 picture'],
  [0, '\xff\x0a', 'a JPEG XL picture'],
  [0, '8BPS', 'a Photoshop file'],
  [0, '%PDF', 'a PDF'],
  [0, 'PK\x03\x04', 'a zip archive'],
];

/** Enough to see an `<svg` behind an XML prologue, and to tell text from binary data. */
const HEAD = 1024;

/**
 * What the bytes are, by their first bytes and by nothing else: a name is a claim. libvips never sees bytes that do not
 * begin as one of the three formats, so a hostile SVG, TIFF or PDF reaches no parser.
 */
export function sniffFormat(bytes: Uint8Array): PictureFormat | Unreadable {
  if (bytes.length === 0) return { unreadable: 'an empty file' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD, bytes.length)).toString('latin1');
  const known = SIGNATURES.find(([offset, magic]) => head.startsWith(magic, offset));
  if (known !== undefined && (known[2] !== 'webp' || head.startsWith('RIFF'))) return known[2];
  return { unreadable: otherContent(head) };
}

function otherContent(head: string): string {
  const other = OTHERS.find(([offset, magic]) => head.startsWith(magic, offset));
  if (other !== undefined) return `${other[2]}; ${ONLY}`;
  if (!looksLikeText(head)) return `not a picture; ${ONLY}`;
  if (/<svg[\s/>]/i.test(head)) return `an SVG drawing; ${ONLY}`;
  if (/<(!doctype html|html|head|body)[\s>]/i.test(head)) return 'not a picture: it is a web page';
  return 'not a picture: it is text';
}

/** Text has no control characters but tab, line feed, form feed and carriage return. UTF-16, with its zeros, counts as binary. */
function looksLikeText(head: string): boolean {
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) return false;
  }
  return true;
}
