import fc from 'fast-check';
import { IMAGE_TYPES, type ImageType } from '../../core/image-type.ts';
import type { GenerateChange } from '../../core/plan/change.ts';
import type { SetImage } from '../../core/plan/set-image.ts';
import { PLANNED_WITH } from './plan-settings.ts';

/** A hash that is far from every other seed's (about 128 of 256 bits). */
export function hashOf(seed: number): string {
  let state = (seed + 1) * 0x9e3779b9;
  const words = Array.from({ length: 8 }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5;
    const mixed = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0');
  });
  return words.join('');
}

/** The same hash with its first `bits` bits turned over. */
export function flipBits(hash: string, bits: number): string {
  const value = BigInt(`0x${hash}`) ^ ((1n << BigInt(bits)) - 1n);
  return value.toString(16).padStart(64, '0');
}

/** Greys that every image of a test shares, its own mirror image: hashes decide unless a test says otherwise. */
export const GREYS = Array.from({ length: 256 }, (_, i) =>
  (Math.floor(i / 16) * 16).toString(16).padStart(2, '0'),
).join('');

/** An image for a test; whatever a test does not say is unremarkable. */
export function image(
  file: string,
  of: Partial<Omit<SetImage, 'verdict' | 'facts'>> & {
    type?: ImageType;
    score?: number;
    hash?: string;
    mirroredHash?: string;
    width?: number;
    height?: number;
    spread?: number;
  } = {},
): SetImage {
  const seed = [...file].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7);
  const {
    type = 'photorealistic',
    score = 7,
    hash = hashOf(seed),
    mirroredHash = hashOf(seed + 500_000),
    width = 1000,
    height = 1000,
    spread = 50,
    ...rest
  } = of;
  return {
    file,
    label: file,
    size: 200_000,
    version: `v-${file}`,
    sha256: seed.toString(16).padStart(64, '0'),
    facts: { width, height, format: 'jpeg', hash, mirroredHash, luma: GREYS, spread, statistics: {} },
    verdict: { type, score, reason: '', confidence: 0.9, judge: { name: 'offline', model: 'test', key: 'test' } },
    unsure: false,
    unconfirmed: false,
    pinned: false,
    promptNumber: undefined,
    generated: false,
    ...rest,
  };
}

/** `count` different images of a type. */
export function images(type: ImageType, count: number, prefix: string = type): readonly SetImage[] {
  return Array.from({ length: count }, (_, index) => image(`${prefix}-${index}.jpg`, { type }));
}

/** What carrying out a generation adds: a good image of the type asked for, unlike every other. */
export function generatedImage(change: GenerateChange, index: number): SetImage {
  return {
    ...image(`made-${change.promptNumber}-${index}-${change.id}.png`, { type: change.type, score: 9 }),
    generated: true,
    promptNumber: change.promptNumber,
  };
}

/** Any set: all types, scores, pins, unsure ones, exact and near copies, in any number. */
export const anySet: fc.Arbitrary<readonly SetImage[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...IMAGE_TYPES),
      score: fc.integer({ min: 1, max: 10 }),
      pinned: fc.boolean(),
      luck: fc.integer({ min: 0, max: 9 }),
      unsure: fc.integer({ min: 0, max: 9 }),
      /** Which earlier image this one copies: 0 none. */
      copies: fc.integer({ min: 0, max: 30 }),
      bits: fc.integer({ min: 0, max: PLANNED_WITH.limits.copyBits }),
      mirrored: fc.boolean(),
      width: fc.integer({ min: 1, max: 4000 }),
      size: fc.integer({ min: 100, max: 5_000_000 }),
      promptNumber: fc.option(fc.integer({ min: 1, max: 35 }), { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((drafts) => {
    const set: SetImage[] = [];
    for (const [index, draft] of drafts.entries()) {
      const { type, score, width, size, bits, promptNumber } = draft;
      const original = draft.copies > 0 && draft.copies <= set.length ? set[draft.copies - 1] : undefined;
      const basics = {
        type: original === undefined ? type : original.verdict.type,
        score,
        width,
        size,
        pinned: draft.pinned && draft.luck === 0,
        unsure: draft.unsure === 0,
        generated: promptNumber !== undefined,
        promptNumber,
      };
      const fresh = image(`${String(index).padStart(3, '0')}.jpg`, basics);
      if (original === undefined) set.push(fresh);
      else if (bits === 0) set.push({ ...original, file: fresh.file, label: fresh.label, pinned: fresh.pinned });
      else {
        const near = flipBits(original.facts.hash, bits);
        const facts = draft.mirrored ? { ...fresh.facts, mirroredHash: near } : { ...fresh.facts, hash: near };
        set.push({ ...fresh, facts });
      }
    }
    return set;
  });
