import sharp from 'sharp';
import { type SeededRandom, seededRandom } from '../../../core/seeded-random.ts';
import { grain } from '../noise.ts';
import { byteAt, plainBytes, type Triple } from '../numbers.ts';
import type { PoseFigure, Scene, Stage } from '../render/scene.ts';
import type { Shot } from '../render/shot.ts';
import { lightFigure } from './photo-light.ts';
import type { Picture } from './picture.ts';

/** A photograph's finish. */
export interface Finish {
  readonly grade: 'neutral' | 'warm' | 'cool' | 'film' | 'mono';
  /** Blur of the backdrop, as a share of the frame's height. */
  readonly depth: number;
  /** Deviation of the grain in levels of 255. */
  readonly grain: number;
}

/** Gain per channel, colourfulness, contrast, and how far black is lifted. */
type Grade = readonly [gain: Triple, saturation: number, contrast: number, lift: number];

const GRADES: Readonly<Record<Finish['grade'], Grade>> = {
  neutral: [[1, 1, 1], 1.02, 1.05, 0],
  warm: [[1.07, 1, 0.88], 1.05, 1.04, 3],
  cool: [[0.93, 1, 1.09], 0.92, 1.06, 2],
  film: [[1.03, 1, 0.95], 0.82, 0.94, 14],
  mono: [[1, 1, 1], 0, 1.18, 2],
};

/** Pixels of the scene per pixel of the photograph: fewer read as blurred, more cost time. */
const DETAIL = 0.64;

/** What a camera does to its own pictures. */
const SHARPEN = { width: 3, height: 3, kernel: [-1, -4, -1, -4, 36, -4, -1, -4, -1], scale: 16 };

/** Draws a shot as a photograph. */
export async function photograph(stage: Stage, pose: PoseFigure, shot: Shot, finish: Finish): Promise<Picture> {
  const { width, height } = shot;
  const lit = await stage.show(pose, shot, { detail: DETAIL, blur: finish.depth }, (scene) => {
    const pixels = lightFigure(scene, shot.key);
    develop(scene, pixels, finish);
    return { pixels, raw: { width: scene.width, height: scene.height, channels: 3 } as const };
  });
  const large = await sharp(lit.pixels, { raw: lit.raw })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .convolve(SHARPEN)
    .raw()
    .toBuffer();
  const start = seededRandom(shot.seed, `grain ${shot.name}`);
  return { width, height, channels: 3, pixels: addGrain(plainBytes(large), finish, start) };
}

/** Vignette, colour grading and contrast, in place. */
function develop(scene: Scene, picture: Uint8ClampedArray, finish: Finish): void {
  const [gain, saturation, contrast, lift] = GRADES[finish.grade];
  const dark = scene.random.between(0.15, 0.4);
  const drift = scene.random.between(0, 6);
  const offset = 118 + lift - 118 * contrast;
  for (let row = 0; row < scene.height; row++) {
    const y = (row / scene.height) * 2 - 1;
    for (let column = 0; column < scene.width; column++) {
      const x = (column / scene.width) * 2 - 1;
      const away = (x * x + y * y) / 2;
      // Air and glass are never quite even: a slow drift keeps plain walls from being flat.
      const even = (1 - dark * away * away) * (1 + 0.025 * Math.sin(x * 2.3 + y * 1.7 + drift)) * contrast;
      const n = (row * scene.width + column) * 3;
      const r = byteAt(picture, n) * gain[0] * even;
      const g = byteAt(picture, n + 1) * gain[1] * even;
      const b = byteAt(picture, n + 2) * gain[2] * even;
      const grey = (0.3 * r + 0.59 * g + 0.11 * b) * (1 - saturation) + offset;
      picture[n] = grey + r * saturation;
      picture[n + 1] = grey + g * saturation;
      picture[n + 2] = grey + b * saturation;
    }
  }
}

/** Sensor noise: strongest in the middle tones, partly shared by the channels, wholly in black and white. */
function addGrain(picture: Uint8ClampedArray, finish: Finish, random: SeededRandom): Uint8ClampedArray {
  const start = Math.floor(random.next() * 65536);
  const shared = finish.grain * 2.4;
  const own = finish.grade === 'mono' ? 0 : finish.grain * 1.6;
  for (let n = 0; n < picture.length; n += 3) {
    const g = byteAt(picture, n + 1);
    const strength = 0.5 + (g * (255 - g)) / 32512;
    const common = grain(start + n * 7) * shared;
    picture[n] = byteAt(picture, n) + (common + grain(start + n * 3 + 11) * own) * strength;
    picture[n + 1] = g + (common + grain(start + n * 5 + 23) * own) * strength;
    picture[n + 2] = byteAt(picture, n + 2) + (common + grain(start + n * 11 + 37) * own) * strength;
  }
  return picture;
}
