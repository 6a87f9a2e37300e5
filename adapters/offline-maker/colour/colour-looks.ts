import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { comic } from './comic.ts';
import { type PaintStyle, painting } from './paint/painting.ts';
import { poster } from './poster.ts';
import { stainedGlass } from './stained-glass.ts';
import { watercolour } from './watercolour.ts';

/** A way to draw or paint in colour. */
export type ColourLook = (part: Framed, random: SeededRandom) => Pixels | Promise<Pixels>;

/** Broad strokes over a dark teal ground. */
const DIGITAL: PaintStyle = {
  ground: [38, 92, 98],
  passes: [
    { width: 54, length: 130, spacing: 0.55, worth: 0, cover: 0.9, bristle: 0.15, variety: 5 },
    { width: 24, length: 70, spacing: 0.55, worth: 14, cover: 0.9, bristle: 0.15, variety: 4 },
    { width: 9, length: 30, spacing: 0.55, worth: 15, cover: 0.9, bristle: 0.1, variety: 2 },
  ],
  relief: 0,
  strength: 84,
  lights: 4,
  contours: { weight: 2.7, share: 0.12, colour: [16, 30, 52] },
};
/** Thick paint that catches the light. */
const OIL: PaintStyle = {
  ground: [92, 70, 50],
  passes: [
    { width: 40, length: 90, spacing: 0.55, worth: 0, cover: 0.95, bristle: 0.4, variety: 9 },
    { width: 20, length: 52, spacing: 0.55, worth: 12, cover: 0.95, bristle: 0.4, variety: 8 },
    { width: 10, length: 26, spacing: 0.55, worth: 14, cover: 0.95, bristle: 0.4, variety: 6 },
  ],
  relief: 14,
  strength: 84,
  lights: 4,
  contours: { weight: 2.7, share: 0.12, colour: [34, 22, 18] },
};
/** Matt paint in round dabs, no bristles. */
const GOUACHE: PaintStyle = {
  ground: [236, 222, 196],
  passes: [
    { width: 46, length: 60, spacing: 0.55, worth: 0, cover: 1, bristle: 0, variety: 3 },
    { width: 20, length: 30, spacing: 0.55, worth: 12, cover: 1, bristle: 0, variety: 3 },
    { width: 9, length: 18, spacing: 0.55, worth: 16, cover: 1, bristle: 0, variety: 2 },
  ],
  relief: 0,
  strength: 84,
  lights: 4,
  contours: { weight: 2.5, share: 0.1, colour: [58, 36, 42] },
};
/** Chalk that leaves the toned paper showing. */
const PASTEL: PaintStyle = {
  ground: [198, 176, 156],
  passes: [
    { width: 16, length: 90, spacing: 0.55, worth: 0, cover: 0.65, bristle: 0.5, variety: 9 },
    { width: 8, length: 50, spacing: 0.55, worth: 10, cover: 0.75, bristle: 0.5, variety: 7 },
    { width: 5, length: 24, spacing: 0.55, worth: 14, cover: 0.85, bristle: 0.4, variety: 5 },
  ],
  relief: 0,
  strength: 88,
  lights: 4,
  contours: { weight: 2.6, share: 0.11, colour: [60, 34, 58] },
};

/** In the order of the prompts that Evencast brings, 27 to 35. */
export const COLOUR_LOOKS: readonly [ColourLook, ...ColourLook[]] = [
  (part, random) =>
    comic(part, { weight: 2.2, share: 0.08, ink: [14, 12, 20], dots: true, tones: [0.3, 0.62, 0.86] }, random),
  watercolour,
  (part, random) => painting(part, DIGITAL, random),
  (part, random) => painting(part, OIL, random),
  (part, random) =>
    comic(part, { weight: 1.5, share: 0.06, ink: [52, 34, 52], dots: false, tones: [0.46, 0.74, 0.92] }, random),
  poster,
  (part, random) => painting(part, GOUACHE, random),
  (part, random) => painting(part, PASTEL, random),
  stainedGlass,
];
