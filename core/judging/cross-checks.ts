import { findTwins } from '../plan/copies.ts';
import type { Doubt } from './doubt.ts';
import { agreementOf, type Looks } from './looks.ts';
import type { PictureFacts } from './picture-facts.ts';
import type { Verdict } from './verdict.ts';

/** An image with what was said of it. */
export interface SaidOfImage {
  readonly file: string;
  readonly sha256: string;
  readonly facts: PictureFacts;
  readonly verdict: Verdict;
  readonly looks: Looks;
  /** No usable answer came about it: at all, or when it was to be looked at alone. */
  readonly unanswered: boolean;
}

/** What verdicts are checked against. */
export interface CheckSettings {
  readonly unsureBelow: number;
  readonly copyBits: number;
  /** Whether the judge looks at pictures: one that reads measured pixels cannot be checked against them. */
  readonly looksAtPictures: boolean;
}

/**
 * More colour of its own than any picture in one tint: of 43 labelled black-and-white drawings none has more than 5.8, of 38
 * coloured ones three in four have more than 16 (../shared/data/styles).
 */
const COLOURED = 10;

/** Why the verdict on each image is not to be acted on, by file; those that may be acted on are left out. */
export function doubtsOf(images: readonly SaidOfImage[], settings: CheckSettings): ReadonlyMap<string, Doubt[]> {
  const twins = settings.looksAtPictures ? differingTwins(images, settings.copyBits) : new Set<string>();
  return new Map(
    images.flatMap((image) => {
      const doubts = [...ownDoubts(image, settings), ...(twins.has(image.file) ? ['twin-differs' as const] : [])];
      return doubts.length === 0 ? [] : [[image.file, doubts] as const];
    }),
  );
}

function ownDoubts(image: SaidOfImage, { unsureBelow, looksAtPictures }: CheckSettings): readonly Doubt[] {
  const { verdict, looks, facts, unanswered } = image;
  const seen = looks.sheet !== undefined || looks.image !== undefined;
  if (unanswered && !seen) return ['no-verdict'];
  const doubts: Doubt[] = [];
  if (verdict.confidence < unsureBelow) doubts.push('low-confidence');
  if ((agreementOf(looks) ?? 'agree') !== 'agree') doubts.push('looks-differ');
  if (looksAtPictures && verdict.type === 'bw_stylized' && (facts.ownChroma ?? 0) > COLOURED)
    doubts.push('colour-measured');
  if (unanswered) doubts.push('not-confirmed');
  return doubts;
}

/** Files that show what another one shows and were called another type: one of the two verdicts is wrong. */
function differingTwins(images: readonly SaidOfImage[], copyBits: number): ReadonlySet<string> {
  const compared = images.map((image) => ({ ...image, type: image.verdict.type, unsure: false }));
  const pairs = findTwins(compared, copyBits).filter(([a, b]) => a.type !== b.type);
  return new Set(pairs.flatMap(([a, b]) => [a.file, b.file]));
}
