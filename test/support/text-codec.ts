import { IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { ImageCodec, Pixels, SheetCell, Unreadable } from '../../core/ports/image-codec.ts';
import { seedOf } from './distinct-images.ts';
import { GREYS, hashOf } from './set-images.ts';

/** What a picture of these tests is, written out as its bytes. */
export interface TextPicture {
  readonly type: ImageType;
  readonly score: number;
  readonly confidence: number;
}

/** A picture as text: `photorealistic 7 .9 ada at the sea`. Two that show the same thing are near-copies. */
export function pictureText(type: ImageType, score: number, shows: string, confidence = 0.9): string {
  return `${type} ${score} ${confidence} ${shows}`;
}

/** What such a text says; undefined where it is no picture. */
export function readPicture(text: string): (TextPicture & { readonly shows: string }) | undefined {
  const [word = '', score = '', confidence = '', ...shows] = text.split(' ');
  const type = IMAGE_TYPES.find((each) => each === word);
  return type === undefined
    ? undefined
    : { type, score: Number(score), confidence: Number(confidence), shows: shows.join(' ') };
}

const NO_PICTURE: Unreadable = { unreadable: 'not an image (text)' };

function factsOf({ type, score, confidence, shows }: NonNullable<ReturnType<typeof readPicture>>): PictureFacts {
  const seed = seedOf(shows);
  return {
    width: 100,
    height: 100,
    format: 'png',
    hash: hashOf(seed),
    mirroredHash: hashOf(seed + 1_500_000),
    luma: GREYS,
    spread: 50,
    statistics: { type: IMAGE_TYPES.indexOf(type), score, confidence },
  };
}

/** The text as pixels, three letters each. */
function pixelsOf(text: string): Pixels {
  const rgb = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 3) * 3));
  return { width: rgb.length / 3, height: 1, rgb };
}

/** What stands on a sheet of this codec: the picture's text by label. */
export function readSheet(sheet: Uint8Array): ReadonlyMap<string, string> {
  const lines = new TextDecoder().decode(sheet).split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('|')), line.slice(line.indexOf('|') + 1)]));
}

/** A codec for pictures that are text: bytes of anything else cannot be read, as with the real one. */
export function textCodec(): ImageCodec {
  const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const codec: ImageCodec = {
    async facts(bytes, { signal, statistics = true } = {}) {
      signal?.throwIfAborted();
      const picture = readPicture(decoded(bytes));
      if (picture === undefined) return NO_PICTURE;
      return statistics ? factsOf(picture) : { ...factsOf(picture), statistics: {} };
    },
    async thumbnail(bytes, _edge, signal) {
      signal?.throwIfAborted();
      return readPicture(decoded(bytes)) === undefined ? NO_PICTURE : pixelsOf(decoded(bytes));
    },
    async look(bytes, { edge, ...options }) {
      const facts = await codec.facts(bytes, options);
      const picture = await codec.thumbnail(bytes, edge, options.signal);
      if ('unreadable' in facts) return facts;
      return 'unreadable' in picture ? picture : { facts, picture };
    },
    async sheet(cells: readonly SheetCell[]) {
      const lines = cells.map(({ label, picture }) => `${label}|${decoded(picture.rgb).trimEnd()}`);
      return new TextEncoder().encode(lines.join('\n'));
    },
    async canary(type, seed) {
      return pixelsOf(pictureText(type, 9, `canary ${seed}`));
    },
    async reference(bytes) {
      return readPicture(decoded(bytes)) === undefined ? NO_PICTURE : bytes;
    },
    async preview(sheet, scale) {
      return new TextEncoder().encode(`${scale} of\n${decoded(sheet)}`);
    },
  };
  return codec;
}
