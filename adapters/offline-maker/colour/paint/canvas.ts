import type { Pixels } from '../../../../core/ports/image-codec.ts';
import { at, byteAt } from '../../raster/plane.ts';
import type { Colour } from '../pigments.ts';

/** A picture in the making: its colours, and how thick the paint lies. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8ClampedArray;
  readonly thickness: Float32Array;
}

/** A bare canvas of one colour. */
export function bareCanvas(width: number, height: number, colour: Colour): Canvas {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let o = 0; o < rgb.length; o += 3) rgb.set(colour, o);
  return { width, height, rgb, thickness: new Float32Array(width * height) };
}

/** Light from the upper left on the paint: ridges shine, furrows lie in shadow, by at most so many tones. */
export function lit({ width, height, rgb, thickness }: Canvas, relief: number): Pixels {
  const out = new Uint8ClampedArray(rgb);
  if (relief > 0) {
    for (let i = width + 1; i < width * (height - 1) - 1; i++) {
      const slope = at(thickness, i + width + 1) - at(thickness, i - width - 1);
      for (let channel = 0; channel < 3; channel++)
        out[3 * i + channel] = byteAt(rgb, 3 * i + channel) - relief * slope;
    }
  }
  return { width, height, rgb: new Uint8Array(out.buffer) };
}
