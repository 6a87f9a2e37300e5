import type { Material } from '../figure/figure.ts';
import { at, bell, byteAt, linear, mix, type Triple, unit } from '../numbers.ts';
import type { Scene } from '../render/scene.ts';
import { film } from './tone-curve.ts';

/** How a material answers light. */
interface Response {
  /** How far light creeps around the terminator, per colour: skin lets red through. */
  readonly wrap: Triple;
  readonly gloss: number;
  readonly sharpness: number;
  /** How much a light from behind shows at the outline. */
  readonly rim: number;
}

const RESPONSES: Readonly<Record<Material, Response>> = {
  skin: { wrap: [0.38, 0.2, 0.14], gloss: 0.16, sharpness: 14, rim: 0.5 },
  hair: { wrap: [0.2, 0.2, 0.2], gloss: 0.1, sharpness: 22, rim: 0.9 },
  cloth: { wrap: [0.15, 0.15, 0.15], gloss: 0.015, sharpness: 4, rim: 0.3 },
  metal: { wrap: [0, 0, 0], gloss: 0.9, sharpness: 40, rim: 0.4 },
};

/** Draws the lit figure over its backdrop: sRGB bytes, three a pixel. */
export function lightFigure(scene: Scene, key: Triple): Uint8ClampedArray {
  const picture = Uint8ClampedArray.from(scene.backdrop);
  const lamps = lampsOf(scene, key);
  const light = new Float32Array(3);
  for (let pixel = 0; pixel < scene.layers.part.length; pixel++) {
    const index = byteAt(scene.layers.part, pixel);
    if (index === 0) continue;
    const part = scene.parts[index - 1];
    if (part === undefined) continue;
    shadePixel(scene, lamps, pixel, part.material, light);
    for (let channel = 0; channel < 3; channel++) picture[pixel * 3 + channel] = film(at(light, channel));
  }
  return picture;
}

/** The lights of a scene in linear colours. */
interface Lamps {
  readonly key: Triple;
  readonly half: Triple;
  readonly rim: Triple;
  readonly keyColour: Triple;
  readonly sky: Triple;
  readonly ground: Triple;
}

function lampsOf(scene: Scene, key: Triple): Lamps {
  const strong = (colour: Triple, by: number): Triple => [colour[0] * by, colour[1] * by, colour[2] * by];
  return {
    key,
    half: unit([key[0], key[1], key[2] + 1]),
    rim: unit([-key[0], 0.35, -0.35]),
    keyColour: strong(linear(scene.mood.key), scene.mood.strength * 1.25),
    sky: strong(linear(scene.mood.sky), 0.62),
    ground: strong(linear(scene.mood.ground), 0.5),
  };
}

function shadePixel(scene: Scene, lamps: Lamps, pixel: number, material: Material, into: Float32Array): void {
  const { wrap, gloss, sharpness, rim } = RESPONSES[material];
  const n = pixel * 3;
  const nx = at(scene.layers.normal, n);
  const ny = at(scene.layers.normal, n + 1);
  const nz = at(scene.layers.normal, n + 2);
  const facing = at(scene.light.facing, pixel);
  const shadow = at(scene.light.shadow, pixel);
  const open = at(scene.light.openness, pixel);
  const outline = (1 - Math.max(nz, 0)) ** 3;
  const edge = outline * rim * Math.max(nx * lamps.rim[0] + ny * lamps.rim[1] + nz * lamps.rim[2], 0);
  const shine = gloss * shadow * shineAt(material, nx, ny, nz, lamps.half, sharpness);
  for (const channel of CHANNELS) {
    const around = wrap[channel];
    const direct = Math.max((facing + around) / (1 + around), 0) * mix(shadow, 1, around * 0.35);
    const ambient = mix(lamps.ground[channel], lamps.sky[channel], ny * 0.5 + 0.5) * open;
    // Light that has been under the skin comes out redder in hollows.
    const hollow = material === 'skin' && channel > 0 ? 0.86 + 0.14 * open : 1;
    const own = at(scene.colours, n + channel);
    const surface = own * (direct * lamps.keyColour[channel] + ambient) * hollow;
    // Hair tints what it reflects; everything else reflects the lamp.
    const tint = material === 'hair' ? 0.12 + own * 3 : 1;
    into[channel] =
      surface +
      (shine * tint + 0.015 * outline) * lamps.keyColour[channel] +
      edge * lamps.sky[channel] * (0.15 + own) * 1.2;
  }
}

const CHANNELS = [0, 1, 2] as const;

/** Highlights: a band across hair that hangs down, a spot on everything else. */
function shineAt(material: Material, nx: number, ny: number, nz: number, half: Triple, sharpness: number): number {
  if (material === 'hair') {
    const length = Math.sqrt(1 - ny * ny) || 1;
    const along = (ny * nx * half[0] + (ny * ny - 1) * half[1] + ny * nz * half[2]) / length;
    return bell(along - 0.12, 0.24) * Math.max(nz, 0) * 0.35;
  }
  return Math.max(nx * half[0] + ny * half[1] + nz * half[2], 0) ** sharpness;
}
