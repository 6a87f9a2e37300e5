import type { Material } from '../figure/figure.ts';
import { at, byteAt } from '../numbers.ts';
import type { Scene } from '../render/scene.ts';

/** Which contours to follow. */
export interface OutlineStyle {
  /** Half the width of a figure's contour, in pixels. */
  readonly weight: number;
  /** Difference of grey (0-255) between backdrop pixels that makes a line; above 255 for none. */
  readonly backdrop: number;
}

/** 1 where a contour runs, 0 elsewhere. */
export function outlines(scene: Scene, style: OutlineStyle): Uint8ClampedArray {
  const { width, height } = scene;
  const { part } = scene.layers;
  const lines = new Uint8ClampedArray(width * height);
  const kinds = scene.parts.map(({ material }) => material);
  const reach = Math.ceil(style.weight);
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      const pixel = y * width + x;
      const right = pixel + reach;
      const below = pixel + reach * width;
      const empty = byteAt(part, pixel) === 0 && byteAt(part, right) === 0 && byteAt(part, below) === 0;
      const line = empty
        ? backdropLine(scene.backdrop, pixel, width, style.backdrop)
        : contour(scene, kinds, pixel - reach, right, reach) ||
          contour(scene, kinds, pixel - reach * width, below, reach);
      if (line) lines[pixel] = 1;
    }
  }
  return lines;
}

/** Whether two pixels lie on different surfaces, or on one that folds over itself. */
function contour({ layers, camera }: Scene, kinds: readonly Material[], a: number, b: number, reach: number): boolean {
  const one = byteAt(layers.part, a);
  const other = byteAt(layers.part, b);
  if (one === 0 || other === 0) return one !== other;
  // A slope may fall this far over the distance before it counts as an edge.
  const allowed = 0.05 + (reach * 7) / camera.scale;
  if (Math.abs(at(layers.depth, a) - at(layers.depth, b)) > allowed) return true;
  return one !== other && !(kinds[one - 1] === 'skin' && kinds[other - 1] === 'skin');
}

function backdropLine(backdrop: Uint8ClampedArray, pixel: number, width: number, threshold: number): boolean {
  if (threshold > 255) return false;
  const here = brightness(backdrop, pixel);
  const apart = Math.abs(here - brightness(backdrop, pixel + 1));
  return apart > threshold || Math.abs(here - brightness(backdrop, pixel + width)) > threshold;
}

function brightness(backdrop: Uint8ClampedArray, pixel: number): number {
  return byteAt(backdrop, pixel * 3 + 1) + byteAt(backdrop, pixel * 3) * 0.5;
}
