import type { Pixels } from '../../../core/ports/image-codec.ts';
import type { Framed } from '../framing/framed.ts';
import { tonesOf } from '../ink/tones.ts';
import { contoursOf } from '../raster/contours.ts';
import { smoothNoise } from '../raster/noise.ts';
import { at } from '../raster/plane.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { flattened } from './flattened.ts';
import { inLights } from './lights.ts';
import { pigments } from './pigments.ts';

/** Side of the squares that hold the middle of one pane each, in pixels. */
const PANE = 38;
const LEAD = [20, 18, 24] as const;

/** Panes of luminous colour between lines of lead. */
export async function stainedGlass(part: Framed, random: SeededRandom): Promise<Pixels> {
  const { width, height } = part.pixels;
  const { luma, dark } = await tonesOf(part, { backdrop: 1, lift: 1 });
  const glass = inLights(await flattened(pigments(part.pixels, random, 90), 11), dark.values, 4);
  const lines = contoursOf(luma, { weight: 2.6, share: 0.07 });
  const columns = Math.ceil(width / PANE) + 2;
  const rows = Math.ceil(height / PANE) + 2;
  const middles = Float32Array.from({ length: columns * rows * 2 }, () => random.between(0.08, 0.92));
  const noise = smoothNoise(random);
  const page = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const { pane, lead } = paneAt(x / PANE + 1, y / PANE + 1, middles, columns);
      const px = Math.min(width - 1, Math.max(0, Math.round(((pane % columns) - 1 + at(middles, 2 * pane)) * PANE)));
      const py = Math.min(
        height - 1,
        Math.max(0, Math.round((Math.floor(pane / columns) - 1 + at(middles, 2 * pane + 1)) * PANE)),
      );
      const from = 3 * (py * width + px);
      const shine = 1 + 0.16 * (noise(pane * 7.3, pane * 1.7) - 0.5);
      const dark = Math.max(lead, at(lines.values, i));
      for (let channel = 0; channel < 3; channel++) {
        const colour = (0.9 * at(glass.rgb, from + channel) + 12) * shine;
        page[3 * i + channel] = colour + ((LEAD[channel] ?? 0) - colour) * dark;
      }
    }
  }
  return { width, height, rgb: new Uint8Array(page.buffer) };
}

/** The pane a point lies in, and how much it lies on the lead, 0 to 1. */
function paneAt(x: number, y: number, middles: Float32Array, columns: number): { pane: number; lead: number } {
  let [nearest, next, pane] = [9, 9, 0];
  const [column, row] = [Math.floor(x), Math.floor(y)];
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) {
      const index = r * columns + c;
      if (c < 0 || r < 0 || 2 * index + 1 >= middles.length || c >= columns) continue;
      const away = Math.hypot(c + at(middles, 2 * index) - x, r + at(middles, 2 * index + 1) - y);
      if (away < nearest) [next, nearest, pane] = [nearest, away, index];
      else if (away < next) next = away;
    }
  }
  const gap = (next - nearest) * PANE;
  return { pane, lead: gap < 5 ? 1 : gap < 6.5 ? (6.5 - gap) / 1.5 : 0 };
}
