import type { ImageType } from '../../../core/image-type.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framing } from './choose-window.ts';

/**
 * Zooms by prompt number, far from their neighbours'. No hash finds a crop of 15 % (facts.md), and two crops of one
 * photograph part at about as much. Five, because references are taken in turn as well, and there are seldom five of those.
 */
const PHOTO_ZOOMS = [0.73, 0.59, 0.81, 0.66, 0.55] as const;
/** Drawings are told apart by hand as well, and want more of the figure. */
const DRAWN_ZOOMS = [0.9, 0.74, 0.84, 0.68, 0.79] as const;

const TALL = [0.75, 1, 0.8, 0.9] as const;
const WIDE = [1.25, 1, 1.4, 0.85] as const;

/** How the picture of this prompt is framed: the shape stays near the reference's, so that little of it is lost. */
export function framingOf(
  type: ImageType,
  promptNumber: number,
  reference: { readonly width: number; readonly height: number },
  random: SeededRandom,
): Framing {
  const zooms = type === 'photorealistic' ? PHOTO_ZOOMS : DRAWN_ZOOMS;
  const aspects = reference.width > 1.15 * reference.height ? WIDE : TALL;
  return {
    zoom: (zooms[promptNumber % zooms.length] ?? 0.7) * random.between(0.95, 1.05),
    aspect: random.pick(aspects),
  };
}
