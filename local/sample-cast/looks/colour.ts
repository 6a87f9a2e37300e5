import sharp from 'sharp';
import { clouds, noise, speckle } from '../noise.ts';
import { at, byteAt, clamp, plainBytes, ramp } from '../numbers.ts';
import type { PoseFigure, Scene, Stage } from '../render/scene.ts';
import type { Shot } from '../render/shot.ts';
import { outlines } from './outlines.ts';
import type { Picture } from './picture.ts';
import { DRAWN_DETAIL, lightAt } from './tones.ts';

/** Ways to draw in colour that nobody takes for a photograph. */
export type ColourLook = 'comic' | 'watercolour' | 'poster';

/** Draws a shot in colour: three sRGB bytes a pixel. */
export async function colourDrawing(stage: Stage, pose: PoseFigure, shot: Shot, look: ColourLook): Promise<Picture> {
  const staging = { detail: DRAWN_DETAIL, blur: look === 'watercolour' ? 0.004 : 0 };
  const draw = { comic, watercolour, poster }[look];
  const drawn = await stage.show(pose, shot, staging, (scene) =>
    sharp(draw(scene), { raw: { width: scene.width, height: scene.height, channels: 3 } }),
  );
  const { width, height } = shot;
  const soft = drawn.blur(0.5).resize(width, height, { fit: 'fill', kernel: 'lanczos3' });
  return { width, height, channels: 3, pixels: plainBytes(await soft.raw().toBuffer()) };
}

/** The figure's colour at a pixel (0-1, gamma applied), lit by a share `light`; the backdrop's where there is none. */
function colourAt(scene: Scene, pixel: number, light: number, into: Float32Array): void {
  const n = pixel * 3;
  const figure = byteAt(scene.layers.part, pixel) !== 0;
  for (let channel = 0; channel < 3; channel++) {
    into[channel] = figure
      ? (at(scene.colours, n + channel) * light) ** 0.4545
      : byteAt(scene.backdrop, n + channel) / 255;
  }
}

/** Pushes a colour away from its grey. */
function saturate(colour: Float32Array, by: number): void {
  const grey = 0.3 * at(colour, 0) + 0.59 * at(colour, 1) + 0.11 * at(colour, 2);
  for (let channel = 0; channel < 3; channel++) colour[channel] = clamp(grey + (at(colour, channel) - grey) * by);
}

/** The nearest of `steps` even levels. */
function level(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}

/** Flat colour in two lights, black contours, dots where the shadow begins, and a white frame. */
function comic(scene: Scene): Uint8ClampedArray {
  const { width, height } = scene;
  const page = new Uint8ClampedArray(width * height * 3).fill(252);
  const lines = outlines(scene, { weight: 2.5, backdrop: 30 });
  const colour = new Float32Array(3);
  const frame = Math.round(width * 0.022);
  for (let pixel = 0; pixel < lines.length; pixel++) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const border = Math.min(x, width - 1 - x, y, height - 1 - y);
    if (border < frame) continue;
    const inked = byteAt(lines, pixel) === 1 || border < frame + 3;
    const light = lightAt(scene, pixel);
    const dots = dotAt(x, y, 7);
    const lit = light > 0.78 ? 1.15 : light > 0.6 ? (dots < 0.32 ? 0.62 : 1.15) : 0.5;
    colourAt(scene, pixel, lit, colour);
    saturate(colour, 1.5);
    const behind = byteAt(scene.layers.part, pixel) === 0;
    const fade = behind && dots < 0.5 * (y / height) - 0.05 ? 0.8 : 1;
    // Print keeps what is far away pale.
    const pale = behind ? 0.22 : 0;
    for (let channel = 0; channel < 3; channel++) {
      page[pixel * 3 + channel] = inked ? 14 : 255 * clamp(level(at(colour, channel) * (1 - pale) + pale, 4) * fade);
    }
  }
  return page;
}

/** Distance from the nearest point of a dot screen turned by 45 degrees, in units of its spacing. */
function dotAt(x: number, y: number, spacing: number): number {
  const [u, v] = [((x + y) * Math.SQRT1_2) / spacing, ((x - y) * Math.SQRT1_2) / spacing];
  return Math.hypot(u - Math.round(u), v - Math.round(v));
}

/** Washes that bleed over their borders, darker where they dried, on rough paper that stays white at the edges. */
function watercolour(scene: Scene): Uint8ClampedArray {
  const { width, height } = scene;
  const page = new Uint8ClampedArray(width * height * 3);
  const pencil = outlines(scene, { weight: 1, backdrop: 300 });
  const [colour, paper] = [new Float32Array(3), [0.985, 0.965, 0.925]];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const bleed = 9;
    const dx = Math.round((speckle(x * 0.05 + 10, y * 0.05 + 10) - 0.5) * 2 * bleed);
    const dy = Math.round((speckle(x * 0.05 + 70, y * 0.05 + 70) - 0.5) * 2 * bleed);
    const from = clamp(y + dy, 0, height - 1) * width + clamp(x + dx, 0, width - 1);
    const shade = lightAt(scene, from) * 3.2 + (noise(x * 0.02 + 33, y * 0.02 + 33) - 0.5) * 1.2;
    const step = Math.floor(shade);
    const dried = ramp(0.12, 0, shade - step) * 0.1;
    colourAt(scene, from, 0.6 + 0.32 * step, colour);
    saturate(colour, 1.7);
    const edge = Math.min(x, width - x, y, height - y) / width;
    const torn = edge > 0.12 ? 1 : ramp(0.015, 0.045, edge + (clouds(x * 0.02 + 5, y * 0.02 + 5) - 0.5) * 0.14);
    const wash =
      torn * (0.7 + 0.3 * clouds(x * 0.012 + 90, y * 0.01 + 50)) * (byteAt(scene.layers.part, from) === 0 ? 0.6 : 1);
    const rough = (speckle(x * 0.45, y * 0.45) - 0.5) * 0.03;
    const line = byteAt(pencil, pixel) === 1 ? 0.5 : 0;
    for (let channel = 0; channel < 3; channel++) {
      const tint = (at(colour, channel) - dried) * wash + (paper[channel] ?? 1) * (1 - wash);
      page[pixel * 3 + channel] = 255 * clamp((tint + rough) * (1 - line));
    }
  }
  return page;
}

/** Four inks per poster, from the darkest to the lightest. */
const INKS: readonly [Inks, ...Inks[]] = [
  [
    [23, 36, 66],
    [190, 42, 48],
    [232, 148, 66],
    [250, 228, 180],
  ],
  [
    [38, 20, 60],
    [20, 116, 130],
    [244, 116, 90],
    [255, 226, 170],
  ],
  [
    [18, 44, 40],
    [34, 120, 88],
    [240, 176, 48],
    [250, 240, 210],
  ],
];

type Ink = readonly [number, number, number];
type Inks = readonly [Ink, Ink, Ink, Ink];

/** Silk screen: every tone becomes one of four flat inks, with smooth borders. */
function poster(scene: Scene): Uint8ClampedArray {
  const { width, height } = scene;
  const page = new Uint8ClampedArray(width * height * 3);
  const inks = scene.random.pick(INKS);
  const colour = new Float32Array(3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    colourAt(scene, pixel, lightAt(scene, pixel) * 1.1, colour);
    const grey = 0.3 * at(colour, 0) + 0.59 * at(colour, 1) + 0.11 * at(colour, 2);
    const x = pixel % width;
    const y = (pixel - x) / width;
    const value = byteAt(scene.layers.part, pixel) === 0 ? 0.3 + grey * 0.55 + (y / height - 0.5) * 0.2 : grey * 1.05;
    const wobble = (clouds(x * 0.05 + 20, y * 0.05 + 20) - 0.5) * 0.04;
    const tone = value + wobble;
    const chosen = inks[tone < 0.28 ? 0 : tone < 0.5 ? 1 : tone < 0.7 ? 2 : 3];
    page.set(chosen, pixel * 3);
  }
  return page;
}
