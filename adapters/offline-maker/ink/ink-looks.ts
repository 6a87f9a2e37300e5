import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { ContourStyle } from '../raster/contours.ts';
import type { Plane } from '../raster/plane.ts';
import { screentone, stipple } from './dots.ts';
import { etching, penHatching, scratchboard, woodcut } from './hatching.ts';
import { bare, brush, charcoal, noir, pencil } from './soft.ts';
import type { Tones } from './tones.ts';

/** A way to draw without colour. */
export interface InkLook {
  /** Ink in each place, 0 to 1, without the outlines. */
  readonly marks: (tones: Tones, random: SeededRandom) => Plane;
  readonly contours: ContourStyle;
  /** How strong the outlines are, 0 to 1; below 1 they catch on the paper. Negative: scratched out of the black. */
  readonly line: number;
  /** How much of the backdrop is drawn, 0 to 1. */
  readonly backdrop: number;
  /** How much paler than the photograph: the tones to this power. */
  readonly lift: number;
  /** Blur that takes the steps off the lines, in pixels. */
  readonly soften: number;
}

/** In the order of the prompts that Evencast brings, 16 to 26. */
export const INK_LOOKS: readonly [InkLook, ...InkLook[]] = [
  { marks: penHatching, contours: { weight: 1.6, share: 0.07 }, line: 1, backdrop: 0.4, lift: 1.2, soften: 0.5 },
  { marks: charcoal, contours: { weight: 2.4, share: 0.08 }, line: 1, backdrop: 0.25, lift: 1.8, soften: 0.5 },
  { marks: screentone, contours: { weight: 2, share: 0.07 }, line: 1, backdrop: 0.4, lift: 1.3, soften: 0.5 },
  { marks: brush, contours: { weight: 2.6, share: 0.06 }, line: 1, backdrop: 0.35, lift: 1.2, soften: 0.7 },
  { marks: pencil, contours: { weight: 1.6, share: 0.08 }, line: 0.8, backdrop: 0.4, lift: 1.3, soften: 0.5 },
  { marks: woodcut, contours: { weight: 2.8, share: 0.06 }, line: 1, backdrop: 0.45, lift: 1.7, soften: 0.6 },
  { marks: stipple, contours: { weight: 1.4, share: 0.05 }, line: 0.8, backdrop: 0.3, lift: 1.5, soften: 0.5 },
  { marks: noir, contours: { weight: 2.6, share: 0.06 }, line: 1, backdrop: 0.5, lift: 1.2, soften: 0.6 },
  { marks: scratchboard, contours: { weight: 1.8, share: 0.05 }, line: -1, backdrop: 1, lift: 1, soften: 0.5 },
  { marks: bare, contours: { weight: 2.2, share: 0.09 }, line: 1, backdrop: 0.4, lift: 1, soften: 0.6 },
  { marks: etching, contours: { weight: 1.5, share: 0.06 }, line: 1, backdrop: 0.6, lift: 1.4, soften: 0.5 },
];
