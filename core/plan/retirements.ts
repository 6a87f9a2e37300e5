import { type ByType, byType, IMAGE_TYPES } from '../image-type.ts';
import type { RetireChange, RetireReason, Withheld } from './change.ts';
import { type Copy, findCopies } from './copies.ts';
import { compareText, pixelsOf, type SetImage } from './set-image.ts';
import { type Target, targetCounts } from './target.ts';

/** What limits the retiring from one set. */
export interface RetireLimits {
  /** At most this many images leave in one run. */
  readonly maxRetirements: number;
  /** See {@link findCopies}. */
  readonly copyBits: number;
}

/** What should leave, what would but may not, and what stays. */
export interface Retirements {
  readonly retire: readonly RetireChange[];
  readonly withheld: readonly Withheld[];
  readonly stay: readonly SetImage[];
}

interface Candidate {
  readonly image: SetImage;
  readonly reason: RetireReason;
}

/** Whether somebody found it fine that this image shows what another one shows. */
export function isFine({ copy, exact }: Copy): boolean {
  return copy.fine?.includes(exact ? 'exact-copy' : 'near-copy') === true;
}

/** Whether an image is below the minimum quality, and nobody found that fine. */
export function isTooWeak({ verdict, fine }: SetImage, { minQuality }: Pick<Target, 'minQuality'>): boolean {
  return verdict.score < minQuality && fine?.includes('below-minimum') !== true;
}

/** Weakest first; among equals the one with fewer pixels, then by name, so that the choice never depends on order. */
function weakestFirst(a: SetImage, b: SetImage): number {
  return a.verdict.score - b.verdict.score || pixelsOf(a) - pixelsOf(b) || compareText(a.file, b.file);
}

function copyReason({ kept, copy, exact, bits, correlation, mirrored }: Copy, maxBits: number): RetireReason {
  if (exact) return { code: 'exact-copy', kept: kept.file, keptLeaves: false };
  const pixels = { pixels: pixelsOf(copy), keptPixels: pixelsOf(kept) };
  return { code: 'near-copy', kept: kept.file, keptLeaves: false, bits, maxBits, correlation, mirrored, ...pixels };
}

function copyCandidates(images: readonly SetImage[], target: Target, maxBits: number): readonly Candidate[] {
  const copies = findCopies(images, { maxBits, minQuality: target.minQuality });
  const inOrder = copies
    .filter((copy) => !isFine(copy))
    .sort((a, b) => Number(b.exact) - Number(a.exact) || weakestFirst(a.copy, b.copy));
  return inOrder.map((copy) => ({ image: copy.copy, reason: copyReason(copy, maxBits) }));
}

function weakCandidates(images: readonly SetImage[], target: Target): readonly Candidate[] {
  return images
    .filter((image) => isTooWeak(image, target))
    .sort(weakestFirst)
    .map((image) => ({
      image,
      reason: { code: 'below-minimum', score: image.verdict.score, minimum: target.minQuality },
    }));
}

/** The weakest of each type that has more than its target; pinned and unsure ones do not stand for others' places. */
function excessCandidates(images: readonly SetImage[], wanted: ByType<number>): readonly Candidate[] {
  const perType = byType((type) => {
    const ofType = images.filter((image) => image.verdict.type === type);
    const movable = ofType.filter((image) => !image.pinned && !image.unsure).sort(weakestFirst);
    const count = ofType.length;
    return movable.slice(0, Math.max(0, count - wanted[type])).map(
      (image): Candidate => ({
        image,
        reason: { code: 'excess', score: image.verdict.score, count, target: wanted[type] },
      }),
    );
  });
  return IMAGE_TYPES.flatMap((type) => perType[type]).sort((a, b) => weakestFirst(a.image, b.image));
}

/**
 * Chooses what leaves an unbalanced set, in this order: exact copies, near-copies, images below the minimum quality,
 * then the weakest of each type in excess. Never a pinned image, never one judged unsure, never more than
 * `maxRetirements`, and never so many that fewer than the floor remain (counting nothing that is yet to be generated:
 * a vendor may be down). What a limit kept in place is named with the limit.
 */
export function chooseRetirements(images: readonly SetImage[], target: Target, limits: RetireLimits): Retirements {
  const wanted = targetCounts(target);
  const gone = new Map<string, RetireChange>();
  const withheld = new Map<string, Withheld>();
  const staying = () => images.filter((image) => !gone.has(image.file));

  const take = ({ image, reason }: Candidate) => {
    if (gone.has(image.file) || withheld.has(image.file)) return;
    const because = whatHolds(image, gone.size, images.length, target.floor, limits.maxRetirements);
    const { file, label } = image;
    if (because !== undefined) withheld.set(file, { file, label, reason, because });
    else
      gone.set(file, {
        id: `retire/${file}`,
        kind: 'retire',
        file,
        label,
        type: image.verdict.type,
        score: image.verdict.score,
        reason,
      });
  };

  copyCandidates(images, target, limits.copyBits).forEach(take);
  weakCandidates(staying(), target).forEach(take);
  excessCandidates(staying(), wanted).forEach(take);
  const retire = [...gone.values()].map((change) => withFateOfKept(change, gone));
  return { retire, withheld: [...withheld.values()], stay: staying() };
}

function whatHolds(
  image: SetImage,
  leaving: number,
  size: number,
  floor: number,
  cap: number,
): Withheld['because'] | undefined {
  if (image.pinned) return 'pinned';
  if (image.unsure) return 'unsure';
  if (leaving >= cap) return 'cap';
  if (size - leaving <= floor) return 'floor';
  return undefined;
}

/** A copy leaves because a better one stays; where that one leaves too, the reason has to say so. */
function withFateOfKept(change: RetireChange, gone: ReadonlyMap<string, RetireChange>): RetireChange {
  const { reason } = change;
  if (reason.code !== 'exact-copy' && reason.code !== 'near-copy') return change;
  return gone.has(reason.kept) ? { ...change, reason: { ...reason, keptLeaves: true } } : change;
}
