import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import { greyAt } from '../raster/grey-at.ts';
import { pictureOf } from '../raster/picture.ts';
import { byteAt, clamp } from '../raster/plane.ts';

/** A colour, three bytes. */
export type Colour = readonly [number, number, number];

/** Below this a photograph is black-and-white or nearly so: its tones are coloured instead. */
const COLOURLESS = 9;
/** The most that its own colours are made stronger. */
const STRONGEST = 2.4;

/** From black to white, for photographs without colour. */
const PALETTES: readonly [readonly Colour[], ...(readonly Colour[])[]] = [
  [
    [24, 26, 58],
    [96, 42, 74],
    [206, 106, 72],
    [244, 190, 120],
    [252, 240, 214],
  ],
  [
    [14, 40, 52],
    [24, 92, 104],
    [204, 110, 70],
    [240, 180, 110],
    [250, 240, 220],
  ],
  [
    [40, 22, 40],
    [60, 70, 120],
    [190, 100, 90],
    [240, 190, 90],
    [250, 244, 222],
  ],
];

/**
 * The picture in colours as they come out of a tube: stronger, or made up where it has none.
 *
 * @param strength mean distance of the colours from grey, in tones, that a picture in colour is brought to.
 */
export function pigments(pixels: Pixels, random: SeededRandom, strength = 48): Pixels {
  const palette = random.pick(PALETTES);
  if (hueSpread(pixels.rgb) < COLOURLESS) return coloured(pixels, palette);
  return saturated(pixels, clamp(strength / meanChroma(pixels.rgb), 1.15, STRONGEST));
}

function meanChroma(rgb: Uint8Array): number {
  let sum = 0;
  for (let o = 0; o < rgb.length; o += 3) {
    const [r, g, b] = [byteAt(rgb, o), byteAt(rgb, o + 1), byteAt(rgb, o + 2)];
    sum += Math.max(r, g, b) - Math.min(r, g, b);
  }
  return Math.max(1, (3 * sum) / rgb.length);
}

/** How much colours differ among places of one tone, in tones: nothing in a brown old print, whatever its tint. */
function hueSpread(rgb: Uint8Array): number {
  const [warm, squares, counts] = [new Float64Array(16), new Float64Array(16), new Float64Array(16)];
  for (let o = 0; o < rgb.length; o += 3) {
    const tone = Math.min(15, Math.floor(greyAt(rgb, o) / 16));
    const value = byteAt(rgb, o) - byteAt(rgb, o + 2);
    warm[tone] = (warm[tone] ?? 0) + value;
    squares[tone] = (squares[tone] ?? 0) + value * value;
    counts[tone] = (counts[tone] ?? 0) + 1;
  }
  let sum = 0;
  for (const [tone, count] of counts.entries()) {
    if (count > 0) sum += (squares[tone] ?? 0) - (warm[tone] ?? 0) ** 2 / count;
  }
  return Math.sqrt((3 * Math.max(0, sum)) / rgb.length);
}

function saturated(pixels: Pixels, by: number): Pixels {
  return pictureOf(pixels, (page, _x, _y, i) => {
    const grey = greyAt(pixels.rgb, 3 * i);
    for (let o = 3 * i; o < 3 * i + 3; o++) page[o] = grey + (byteAt(pixels.rgb, o) - grey) * by;
  });
}

/** Each tone gets the palette's colour, a cooler one away from the middle: two places of one tone differ. */
function coloured(pixels: Pixels, palette: readonly Colour[]): Pixels {
  const { width, height, rgb } = pixels;
  const ramps = Array.from({ length: 256 }, (_, tone) => between(palette, tone / 255));
  return pictureOf(pixels, (page, x, y, i) => {
    const [r, g, b] = ramps[Math.round(greyAt(rgb, 3 * i))] ?? [0, 0, 0];
    const [u, v] = [x / width - 0.5, y / height - 0.45];
    const cool = clamp((u * u + v * v) * 3.2 - 0.2);
    page[3 * i] = r - 70 * cool;
    page[3 * i + 1] = g + 6 * cool;
    page[3 * i + 2] = b + 60 * cool;
  });
}

/** The colour at a place of a palette, 0 (its first) to 1 (its last). */
function between(palette: readonly Colour[], place: number): Colour {
  const scaled = clamp(place) * (palette.length - 1);
  const index = Math.min(palette.length - 2, Math.floor(scaled));
  const [a, b, t] = [palette[index] ?? [0, 0, 0], palette[index + 1] ?? [0, 0, 0], scaled - index];
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
