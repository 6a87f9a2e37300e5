import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Framed } from '../framing/framed.ts';
import { tonesOf } from '../ink/tones.ts';
import { contoursOf } from '../raster/contours.ts';
import { pictureOf } from '../raster/picture.ts';
import { at, byteAt, clamp } from '../raster/plane.ts';
import { flattened } from './flattened.ts';
import { inLights } from './lights.ts';
import { type Colour, pigments } from './pigments.ts';

/** Side of the squares that hold the middle of one pane each, in pixels. */
const PANE = 38;
const LEAD: Colour = [20, 18, 24];
/** Width of the lead between two panes, and of its soft border, in pixels. */
const LEAD_WIDTH = 5;
const LEAD_BORDER = 1.5;

/** Panes of luminous colour between lines of lead. */
export async function stainedGlass(part: Framed, random: SeededRandom): Promise<Pixels> {
  const { luma, dark } = await tonesOf(part, { backdrop: 1, lift: 1 });
  const glass = inLights(await flattened(pigments(part.pixels, random, 90), 11), dark, 4);
  const lines = contoursOf(luma, { weight: 2.6, share: 0.07 });
  const panes = cutPanes(dark, random);
  return pictureOf(dark, (page, x, y, i) => {
    const { pane, lead } = paneAt(x / PANE + 1, y / PANE + 1, panes);
    const from = 3 * at(panes.pixels, pane);
    const cover = Math.max(lead, at(lines.values, i));
    for (let channel = 0; channel < 3; channel++) {
      const colour = (0.9 * byteAt(glass.rgb, from + channel) + 12) * at(panes.shine, pane);
      page[3 * i + channel] = colour + ((LEAD[channel] ?? 0) - colour) * cover;
    }
  });
}

/** One pane a square, with a rim of squares outside the picture. */
interface Panes {
  readonly columns: number;
  /** Where in its square the middle of each pane lies: two numbers each, 0 to 1. */
  readonly middles: Float32Array;
  /** The pixel whose colour it has, and how brightly it lets light through. */
  readonly pixels: Float32Array;
  readonly shine: Float32Array;
}

function cutPanes({ width, height }: { readonly width: number; readonly height: number }, random: SeededRandom): Panes {
  const columns = Math.ceil(width / PANE) + 2;
  const count = columns * (Math.ceil(height / PANE) + 2);
  const middles = Float32Array.from({ length: 2 * count }, () => random.between(0.08, 0.92));
  const pixels = Float32Array.from({ length: count }, (_, pane) => {
    const x = clamp(Math.round(((pane % columns) - 1 + at(middles, 2 * pane)) * PANE), 0, width - 1);
    const y = clamp(Math.round((Math.floor(pane / columns) - 1 + at(middles, 2 * pane + 1)) * PANE), 0, height - 1);
    return y * width + x;
  });
  return { columns, middles, pixels, shine: Float32Array.from({ length: count }, () => random.between(0.93, 1.07)) };
}

/** The pane a point lies in (that with the nearest middle), and how much it lies on the lead, 0 to 1. */
function paneAt(x: number, y: number, { columns, middles }: Panes): { readonly pane: number; readonly lead: number } {
  let [nearest, next, pane] = [9, 9, 0];
  const [column, row] = [Math.floor(x), Math.floor(y)];
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) {
      const index = r * columns + c;
      if (c < 0 || c >= columns || 2 * index + 1 >= middles.length) continue;
      const away = Math.hypot(c + at(middles, 2 * index) - x, r + at(middles, 2 * index + 1) - y);
      if (away < nearest) [next, nearest, pane] = [nearest, away, index];
      else if (away < next) next = away;
    }
  }
  return { pane, lead: clamp(1 - ((next - nearest) * PANE - LEAD_WIDTH) / LEAD_BORDER) };
}
