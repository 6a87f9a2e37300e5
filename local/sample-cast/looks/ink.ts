import sharp from 'sharp';
import { clouds, grain, noise, speckle } from '../noise.ts';
import { at, byteAt, clamp, plainBytes, ramp } from '../numbers.ts';
import type { PoseFigure, Scene, Stage } from '../render/scene.ts';
import type { Shot } from '../render/shot.ts';
import { outlines } from './outlines.ts';
import type { Picture } from './picture.ts';
import { DRAWN_DETAIL, tones } from './tones.ts';

/** Ways to draw in black on white. */
export type InkLook = 'hatching' | 'manga' | 'charcoal' | 'brush';

/** Ink at a point: 0 none, 1 black. */
type Marks = (x: number, y: number, dark: number) => number;

/** What sets one ink look apart from another. */
interface InkStyle {
  readonly marks: Marks;
  readonly weight: number;
  readonly backdropLines: number;
  readonly paper: number;
  readonly lift: number;
  /** Blur that takes the steps off the lines, in pixels. */
  readonly soften: number;
}

const STYLES: Readonly<Record<InkLook, InkStyle>> = {
  hatching: { marks: hatching, weight: 1.5, backdropLines: 26, paper: 0.62, lift: 0.5, soften: 0.6 },
  manga: { marks: manga, weight: 2, backdropLines: 22, paper: 0.66, lift: 0.75, soften: 0.6 },
  charcoal: { marks: charcoal, weight: 1.5, backdropLines: 400, paper: 0.55, lift: 0.4, soften: 0.7 },
  brush: { marks: brush, weight: 3, backdropLines: 400, paper: 0.5, lift: 0.5, soften: 0.9 },
};

/** Draws a shot in ink or charcoal: one grey byte a pixel. */
export async function inkDrawing(stage: Stage, pose: PoseFigure, shot: Shot, look: InkLook): Promise<Picture> {
  const style = STYLES[look];
  const staging = { detail: DRAWN_DETAIL, blur: look === 'charcoal' || look === 'brush' ? 0.006 : 0 };
  const drawn = await stage.show(pose, shot, staging, (scene) => {
    const sheet = ink(scene, style, tones(scene, style), look === 'charcoal');
    return sharp(sheet, { raw: { width: scene.width, height: scene.height, channels: 1 } });
  });
  const { width, height } = shot;
  const soft = drawn.blur(style.soften).resize(width, height, { fit: 'fill', kernel: 'lanczos3' }).toColourspace('b-w');
  return { width, height, channels: 1, pixels: plainBytes(await soft.raw().toBuffer()) };
}

function ink(scene: Scene, style: InkStyle, dark: Float32Array, rubbed: boolean): Uint8ClampedArray {
  const { width, height } = scene;
  const lines = outlines(scene, { weight: style.weight, backdrop: style.backdropLines });
  const sheet = new Uint8ClampedArray(width * height);
  const unit = 800 / Math.max(width, height);
  for (let pixel = 0; pixel < sheet.length; pixel++) {
    const x = (pixel % width) * unit;
    const y = Math.floor(pixel / width) * unit;
    const faded =
      at(dark, pixel) *
      (byteAt(scene.layers.part, pixel) === 0 ? vignette(x / (width * unit), y / (height * unit)) : 1);
    const marks = style.marks(x, y, faded);
    const line = byteAt(lines, pixel) === 1 ? (rubbed ? clamp(0.4 + 0.9 * speckle(x * 0.6, y * 0.6)) : 1) : 0;
    sheet[pixel] = 250 - 238 * Math.max(marks, line) + (rubbed ? grain(pixel * 3) * 8 - 4 : 0);
  }
  return sheet;
}

/** Drawings run out towards the edges of the sheet. */
function vignette(x: number, y: number): number {
  const edge = Math.min(x, 1 - x, y, 1 - y);
  if (edge > 0.25) return 1;
  return ramp(0.01, 0.12, edge + (clouds(x * 7 + 20, y * 7 + 20) - 0.5) * 0.16);
}

/** One set of pen strokes at an angle, thicker where it is darker, a little unsteady. */
function strokes(x: number, y: number, angle: number, dark: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const across = (x * c + y * s) / 5.6 + noise(x * 0.02 + 40, y * 0.02 + angle * 9) * 1.4;
  const along = x * s - y * c;
  const distance = Math.abs(across - Math.round(across));
  const broken = 0.12 * speckle(along * 0.06 + Math.round(across) * 17, Math.round(across) * 5.3);
  return ramp(0.06, -0.06, distance - clamp(dark, 0, 0.48) + broken);
}

function hatching(x: number, y: number, dark: number): number {
  if (dark < 0.2) return 0;
  if (dark > 0.93) return 1;
  let mark = strokes(x, y, 0.75, (dark - 0.2) * 0.55);
  if (dark > 0.45) mark = Math.max(mark, strokes(x, y, -0.7, (dark - 0.42) * 0.6));
  if (dark > 0.68) mark = Math.max(mark, strokes(x, y, 1.6, (dark - 0.64) * 0.9));
  return mark;
}

/** Screentone: dots on a grid turned by 45 degrees in two greys, solid black, or nothing. */
function manga(x: number, y: number, dark: number): number {
  if (dark > 0.74) return 1;
  if (dark < 0.28) return 0;
  const [u, v] = [((x + y) * Math.SQRT1_2) / 5.5, ((x - y) * Math.SQRT1_2) / 5.5];
  const away = Math.hypot(u - Math.round(u), v - Math.round(v));
  const radius = dark > 0.5 ? 0.42 : dark > 0.38 ? 0.3 : 0.2;
  return ramp(radius + 0.07, radius - 0.07, away);
}

/** Charcoal catches on the grain of the paper. */
function charcoal(x: number, y: number, dark: number): number {
  if (dark < 0.08) return 0;
  const paper = 0.6 * speckle(x * 0.75, y * 0.75) + 0.4 * speckle(x * 0.31 + 90, y * 0.31 + 40);
  const drag = 0.25 * speckle((x + y) * 0.32 + 50, (x - y) * 0.035 + 50);
  const pressed = dark * 1.5 - 0.28;
  return clamp(ramp(-0.16, 0.3, pressed - (paper + drag) * 0.62) * (0.35 + 0.7 * dark));
}

/** A loaded brush: black or white, dry at the borders. */
function brush(x: number, y: number, dark: number): number {
  const dry = (speckle((x * 0.9 + y * 0.4) * 0.12 + 30, (y * 0.9 - x * 0.4) * 0.6 + 30) - 0.5) * 0.2;
  const wobble = (clouds(x * 0.03 + 60, y * 0.03 + 60) - 0.5) * 0.16;
  return ramp(0.52, 0.56, dark + dry + wobble);
}
