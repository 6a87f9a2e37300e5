import type { Part } from '../figure/figure.ts';
import { at, byteAt } from '../numbers.ts';
import type { Layers } from './rasterize.ts';
import type { Worktop } from './worktop.ts';

/** The colour of the figure's surfaces without any light: three numbers a pixel, linear. */
export function albedo(layers: Layers, parts: readonly Part[], top: Worktop): Float32Array {
  const colours = top.take('albedo', layers.part.length * 3, 0);
  const colour = new Float32Array(3);
  for (let pixel = 0; pixel < layers.part.length; pixel++) {
    const index = byteAt(layers.part, pixel);
    if (index === 0) continue;
    const part = parts[index - 1];
    if (part === undefined) continue;
    const n = pixel * 3;
    part.paint(at(layers.local, n), at(layers.local, n + 1), at(layers.local, n + 2), colour);
    colours[n] = at(colour, 0);
    colours[n + 1] = at(colour, 1);
    colours[n + 2] = at(colour, 2);
  }
  return colours;
}
