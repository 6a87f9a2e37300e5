import sharp from 'sharp';
import { type SeededRandom, seededRandom } from '../../../core/seeded-random.ts';
import { BACKDROPS } from '../backdrops/all.ts';
import type { Mood } from '../backdrops/backdrop.ts';
import type { Part, Pose } from '../figure/figure.ts';
import { plainBytes } from '../numbers.ts';
import { albedo } from './albedo.ts';
import { crease } from './crease.ts';
import { type Illumination, illuminate } from './illuminate.ts';
import { type Camera, type Layers, rasterize } from './rasterize.ts';
import type { Shot } from './shot.ts';
import { worktop } from './worktop.ts';

/** A shot laid out in pixels: what every look starts from. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly camera: Camera;
  readonly parts: readonly Part[];
  readonly layers: Layers;
  readonly light: Illumination;
  /** Surface colours of the figure, linear light, three numbers a pixel. */
  readonly colours: Float32Array;
  /** The place without the figure, sRGB, three bytes a pixel. */
  readonly backdrop: Uint8ClampedArray;
  readonly mood: Mood;
  /** For whatever the look itself leaves to chance. */
  readonly random: SeededRandom;
}

/** How a look wants its scene. */
export interface Staging {
  /** Pixels of the scene per pixel of the finished image. */
  readonly detail: number;
  /** Blur of the backdrop, as a share of the frame's height. */
  readonly blur: number;
}

/** Where scenes are set up, one after the other in the same place. */
export interface Stage {
  /**
   * Lays out a shot (backdrop, figure, light) and has it drawn. The scene's buffers belong to the stage: they hold it until
   * `draw` returns, and the next scene afterwards.
   */
  show<T>(pose: PoseFigure, shot: Shot, staging: Staging, draw: (scene: Scene) => T): Promise<T>;
}

/** Puts an actor into a pose. */
export type PoseFigure = (pose: Pose) => readonly Part[];

/** An empty stage. */
export function openStage(): Stage {
  const top = worktop();
  return {
    show: async (pose, shot, staging, draw) => {
      const [width, height] = [Math.round(shot.width * staging.detail), Math.round(shot.height * staging.detail)];
      const random = seededRandom(shot.seed, shot.name);
      const { shapes, mood } = BACKDROPS[shot.place](random, (shot.width / shot.height) * 100);
      const backdrop = await paintBackdrop(shapes, width, height, staging.blur);
      // No `await` from here on: another shot would be laid out over this one.
      const camera: Camera = { width, height, scale: shot.size * height, x: shot.x * width, y: shot.y * height };
      const parts = pose(shot.pose);
      const layers = rasterize(parts, camera, top);
      crease(layers, parts);
      const light = illuminate(layers, camera, shot.key, top);
      const colours = albedo(layers, parts, top);
      return draw({ width, height, camera, parts, layers, light, colours, backdrop, mood, random });
    },
  };
}

/** Blurred places are drawn small first: there is nothing in them that a larger drawing would keep. */
async function paintBackdrop(shapes: string, width: number, height: number, blur: number): Promise<Uint8ClampedArray> {
  const reduction = blur > 0.012 ? 4 : blur > 0.006 ? 2 : 1;
  const [drawnWidth, drawnHeight] = [Math.ceil(width / reduction), Math.ceil(height / reduction)];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${drawnWidth}" height="${drawnHeight}" ` +
    `viewBox="0 0 ${((100 * width) / height).toFixed(2)} 100" preserveAspectRatio="none">${shapes}</svg>`;
  const drawn = sharp(Buffer.from(svg)).removeAlpha().toColourspace('srgb');
  const soft = blur > 0 ? drawn.blur(Math.max(blur * drawnHeight, 0.4)) : drawn;
  if (reduction === 1) return plainBytes(await soft.raw().toBuffer());
  const { data, info } = await soft.raw().toBuffer({ resolveWithObject: true });
  const large = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  });
  return plainBytes(await large.raw().toBuffer());
}
