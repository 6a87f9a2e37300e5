import type { PictureSource } from '../open.ts';
import { blockStatistics } from './blocks.ts';
import { at, halved, type Plane, type Raster } from './raster.ts';

/** Side of the window looked at in full resolution: .6 MP whatever the picture's size. A multiple of 8, JPEG's block. */
const WINDOW = 768;
/** Side of the squares of which the strongest tell how sharp the picture can be, and the quietest how noisy it is. */
const SQUARE = 32;

/**
 * What only the picture's own pixels show: sharpness, noise and the seams of compression.
 * - `sharpness`: energy of luma steps over 1 pixel against steps over 4, noise taken off, in the tenth of 32 x 32 squares
 *   with the strongest structure: 1/16 for a wide ramp, 1/4 for a hard edge, more for fine texture. Contrast cancels out.
 *   `sharpnessHalved`: the same once the picture is shrunk to half: high when it merely has more pixels than detail.
 * - `noise`: standard deviation in tones, in the quietest tenth of the squares (Immerkaer's estimate, 1996).
 * - What JPEG has left behind: see {@link blockStatistics}.
 */
export async function detailStatistics(source: PictureSource, raster: Raster): Promise<Record<string, number>> {
  const window = await fullSizeWindow(source, raster);
  const noise = quietestNoise(window);
  return {
    sharpness: strongestSharpness(window, noise),
    // Halving averages four samples, and so halves noise.
    sharpnessHalved: strongestSharpness(halved(window), noise / 2),
    noise,
    ...blockStatistics(window),
  };
}

async function fullSizeWindow(source: PictureSource, raster: Raster): Promise<Plane> {
  const width = Math.min(WINDOW, source.width);
  const height = Math.min(WINDOW, source.height);
  const pipeline = source.open();
  if (width < source.width || height < source.height) {
    pipeline.extract({ ...strongestWindow(source, raster.luma, width, height), width, height });
  }
  const bytes = await pipeline.greyscale().toColourspace('b-w').raw().toBuffer();
  return { width, height, values: new Float32Array(bytes) };
}

/** Where among 9 x 9 places the small copy has the most structure; on the grid of 8, so that JPEG's blocks stay in step. */
function strongestWindow(source: PictureSource, luma: Plane, width: number, height: number) {
  let best = { left: 0, top: 0, energy: -1 };
  for (let row = 0; row <= 8; row++) {
    for (let column = 0; column <= 8; column++) {
      const left = Math.floor(((source.width - width) * column) / 64) * 8;
      const top = Math.floor(((source.height - height) * row) / 64) * 8;
      const energy = stepEnergy(luma, {
        left: Math.floor((left / source.width) * luma.width),
        top: Math.floor((top / source.height) * luma.height),
        width: Math.floor((width / source.width) * luma.width),
        height: Math.floor((height / source.height) * luma.height),
        lag: 1,
      });
      if (energy > best.energy) best = { left, top, energy };
    }
  }
  return { left: best.left, top: best.top };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly lag: number;
}

/** Mean square of the steps over `lag` samples, across and down, that lie inside the area. */
function stepEnergy({ width, values }: Plane, area: Area): number {
  let sum = 0;
  for (let y = area.top; y < area.top + area.height - area.lag; y++) {
    for (let x = area.left; x < area.left + area.width - area.lag; x++) {
      const o = y * width + x;
      const across = at(values, o + area.lag) - at(values, o);
      const down = at(values, o + area.lag * width) - at(values, o);
      sum += across * across + down * down;
    }
  }
  return sum / Math.max(1, 2 * (area.width - area.lag) * (area.height - area.lag));
}

function squares(plane: Plane): Area[] {
  const [width, height] = [Math.min(SQUARE, plane.width), Math.min(SQUARE, plane.height)];
  const found: Area[] = [];
  // Half of a single pixel is nothing, and has no squares.
  if (width === 0 || height === 0) return found;
  for (let top = 0; top + height <= plane.height; top += height) {
    for (let left = 0; left + width <= plane.width; left += width) found.push({ left, top, width, height, lag: 1 });
  }
  return found;
}

function strongestSharpness(plane: Plane, noise: number): number {
  const floor = 2 * noise * noise;
  const measured = squares(plane).map((square) => {
    const coarse = Math.max(0, stepEnergy(plane, { ...square, lag: 4 }) - floor);
    return { coarse, fine: Math.max(0, stepEnergy(plane, square) - floor) };
  });
  const strongest = measured.sort((a, b) => b.coarse - a.coarse).slice(0, Math.ceil(measured.length / 10));
  const coarse = strongest.reduce((sum, s) => sum + s.coarse, 0);
  // Below a step of 2 tones there is nothing to be sharp.
  return coarse < 4 * strongest.length || coarse === 0 ? 0 : strongest.reduce((sum, s) => sum + s.fine, 0) / coarse;
}

function quietestNoise(plane: Plane): number {
  const estimates = squares(plane).map((square) => noiseIn(plane, square));
  estimates.sort((a, b) => a - b);
  return estimates[Math.floor(estimates.length / 10)] ?? 0;
}

/** Immerkaer's mask cancels flats and slopes and leaves noise. */
function noiseIn({ width, values }: Plane, { left, top, width: w, height: h }: Area): number {
  let sum = 0;
  for (let y = top + 1; y < top + h - 1; y++) {
    for (let x = left + 1; x < left + w - 1; x++) {
      const o = y * width + x;
      const corners =
        at(values, o - width - 1) + at(values, o - width + 1) + at(values, o + width - 1) + at(values, o + width + 1);
      const sides = at(values, o - 1) + at(values, o + 1) + at(values, o - width) + at(values, o + width);
      sum += Math.abs(corners - 2 * sides + 4 * at(values, o));
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * Math.max(1, (w - 2) * (h - 2)));
}
