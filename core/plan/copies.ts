import type { ImageType } from '../image-type.ts';
import type { PictureFacts } from '../judging/picture-facts.ts';
import { compareText, pixelsOf, type SetImage } from './set-image.ts';

/** One image that shows again what a better one shows. */
export interface Copy {
  readonly copy: SetImage;
  /** The better one, which stays in its place. */
  readonly kept: SetImage;
  readonly exact: boolean;
  /** Bits of 256 in which the perceptual hashes differ; 0 for an exact copy. */
  readonly bits: number;
  /** How alike the greys are, two decimals, 1 at most. */
  readonly correlation: number;
  readonly mirrored: boolean;
}

/** How many of 256 bits two near-copies may differ in: found to part copies from other pictures (facts.md). */
export const DEFAULT_COPY_BITS = 46;

/**
 * How alike the greys of two near-copies must be at least. The hash alone leaves too little room in line art: the nearest
 * of 3,622 pairs of one type in ../shared/data/styles is 48 bits apart, two ink portraits whose greys correlate by .77.
 * The closest pair by greys has .88; of 1,450 copies made from those images .97 pass both (docs/decisions.md).
 */
const MIN_CORRELATION = 0.9;

/** How alike the greys of twins must be: recompressed and resized copies have .99 and more. */
const TWIN_CORRELATION = 0.97;

/** Below this standard deviation of luma (of 127) a picture is practically blank and its hash is noise. */
const BLANK_SPREAD = 3;

/** What two images are compared by. */
export interface Comparable {
  readonly sha256: string;
  readonly facts: PictureFacts;
  readonly type: ImageType;
  readonly unsure: boolean;
}

interface Hashed {
  readonly image: Comparable;
  readonly hash: Uint32Array;
  readonly mirrored: Uint32Array;
  readonly luma: Uint8Array;
}

function words(hex: string): Uint32Array {
  return Uint32Array.from({ length: hex.length / 8 }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

/** The greys as bytes. */
function bytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

/** The 16 x 16 greys as in a mirror. */
function flipped(luma: Uint8Array): Uint8Array {
  return luma.map((_, i) => luma[i - (i % 16) + 15 - (i % 16)] ?? 0);
}

/** Pearson's correlation, -1 to 1: alike up to brightness and contrast. */
function correlationOf(a: Uint8Array, b: Uint8Array): number {
  const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, alone, other] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [(a[i] ?? 0) - meanA, (b[i] ?? 0) - meanB];
    together += x * y;
    alone += x * x;
    other += y * y;
  }
  return alone === 0 || other === 0 ? 0 : together / Math.sqrt(alone * other);
}

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function distance(a: Uint32Array, b: Uint32Array): number {
  let bits = 0;
  for (let i = 0; i < a.length; i++) bits += bitCount((a[i] ?? 0) ^ (b[i] ?? 0));
  return bits;
}

/**
 * The order in which images have a right to stay when they show the same: pinned, then good enough to stay at all, then
 * more pixels, less compressed (bytes per pixel), better scored; last the shorter name ("a.jpg" before "a copy.jpg").
 */
function byRightToStay(minQuality: number): (a: SetImage, b: SetImage) => number {
  return (a, b) =>
    Number(b.pinned) - Number(a.pinned) ||
    Number(b.verdict.score >= minQuality) - Number(a.verdict.score >= minQuality) ||
    pixelsOf(b) - pixelsOf(a) ||
    b.size / pixelsOf(b) - a.size / pixelsOf(a) ||
    b.verdict.score - a.verdict.score ||
    a.file.length - b.file.length ||
    compareText(a.file, b.file);
}

type Likeness = Omit<Copy, 'copy' | 'kept'>;

function likeness(candidate: Hashed, kept: Hashed, maxBits: number): Likeness | undefined {
  if (candidate.image.sha256 === kept.image.sha256) return { exact: true, bits: 0, correlation: 1, mirrored: false };
  // A drawing made after a photograph has its composition but is no copy of it, so images of two types do not compare.
  // Except where the judge is unsure of the candidate, as it is of spoilt copies: it cannot leave, but is named as a copy.
  if (!candidate.image.unsure && candidate.image.type !== kept.image.type) return undefined;
  if (candidate.image.facts.spread < BLANK_SPREAD || kept.image.facts.spread < BLANK_SPREAD) return undefined;
  const upright = distance(candidate.hash, kept.hash);
  if (upright <= maxBits) return confirmed(upright, candidate.luma, kept.luma, false);
  const mirrored = Math.min(distance(candidate.mirrored, kept.hash), distance(candidate.hash, kept.mirrored));
  return mirrored <= maxBits ? confirmed(mirrored, flipped(candidate.luma), kept.luma, true) : undefined;
}

/** The hash is cheap and finds; the greys decide. */
function confirmed(bits: number, a: Uint8Array, b: Uint8Array, mirrored: boolean): Likeness | undefined {
  const correlation = Math.floor(correlationOf(a, b) * 100) / 100;
  return correlation >= MIN_CORRELATION ? { exact: false, bits, correlation, mirrored } : undefined;
}

/**
 * Finds the copies in a set. Every copy named is a direct copy of the image it is said to be a copy of (likeness does
 * not carry over: a is like b and b like c says nothing of a and c), and no two images that remain are copies.
 * An exact copy is looked for first, so that the closest reason is the one given. Takes n² / 2 comparisons: 2,000
 * images in about half a second.
 */
export function findCopies(
  images: readonly SetImage[],
  options: { maxBits: number; minQuality: number },
): readonly Copy[] {
  const ranked = [...images].sort(byRightToStay(options.minQuality));
  const kept: (Hashed & { readonly of: SetImage })[] = [];
  const copies: Copy[] = [];
  for (const image of ranked) {
    const candidate = { ...hashed({ ...image, type: image.verdict.type }), of: image };
    const found = closest(candidate, kept, options.maxBits);
    if (found === undefined) kept.push(candidate);
    else copies.push({ copy: image, kept: found.kept.of, ...found.like });
  }
  return copies;
}

/** The image of a set that a new one is a copy of, the closest where there are several; undefined where it is none. */
export function findCopyOf<T extends Comparable>(image: Comparable, set: readonly T[], maxBits: number): T | undefined {
  const kept = set.map((each) => ({ ...hashed(each), of: each }));
  return closest(hashed(image), kept, maxBits)?.kept.of;
}

/**
 * Pairs that show the same whatever their types, far closer than copies have to be: a drawing made after a photograph has its
 * composition and is another picture all the same.
 */
export function findTwins<T extends Comparable>(images: readonly T[], maxBits: number): readonly (readonly [T, T])[] {
  // What is unsure is compared across types, see `likeness`.
  const all = images.map((of) => ({ ...hashed({ ...of, unsure: true }), of }));
  return all.flatMap((one, index) =>
    all.slice(index + 1).flatMap((other) => {
      const like = likeness(one, other, Math.floor(maxBits / 2));
      return like !== undefined && like.correlation >= TWIN_CORRELATION ? [[one.of, other.of] as const] : [];
    }),
  );
}

function hashed(image: Comparable): Hashed {
  const { hash, mirroredHash, luma } = image.facts;
  return { image, hash: words(hash), mirrored: words(mirroredHash), luma: bytes(luma) };
}

function closest<T extends Hashed>(
  candidate: Hashed,
  kept: readonly T[],
  maxBits: number,
): { readonly kept: T; readonly like: Likeness } | undefined {
  let best: { readonly kept: T; readonly like: Likeness } | undefined;
  for (const other of kept) {
    const like = likeness(candidate, other, maxBits);
    if (like === undefined) continue;
    if (like.exact) return { kept: other, like };
    if (best === undefined || like.bits < best.like.bits) best = { kept: other, like };
  }
  return best;
}
