import sharp from 'sharp';
import type { ImageType } from '../../core/image-type.ts';
import type { Pixels } from '../../core/ports/image-codec.ts';
import { SHEET } from '../../core/report/sheet-geometry.ts';
import { type SeededRandom, seededRandom } from '../../core/seeded-random.ts';

/** A type that a few rules can draw without a doubt. */
export type CanaryType = Exclude<ImageType, 'photorealistic'>;

/**
 * A face by a few rules, as large as a cell's picture: inked lines on white, or flat bright colours. What differs between two
 * seeds is eyes, mouth, hair, hatching and, in colour, the hues; never the style. Drawn from our own SVG, never from outside.
 */
export async function drawCanary(type: CanaryType, seed: number): Promise<Pixels> {
  const random = seededRandom(seed, 'canary');
  const svg = type === 'bw_stylized' ? inked(random) : coloured(random);
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

function inked(random: SeededRandom): string {
  const hatching = Array.from({ length: 14 }, (_, index) => {
    const x = 4 + index * 14 + random.between(0, 4);
    return `<path d="M${x} 196 l${random.between(14, 26)} -${random.between(22, 44)}"/>`;
  });
  return face(random, { paper: '#ffffff', skin: '#ffffff', hair: '#111111', shirt: '#ffffff' }, hatching.join(''));
}

function coloured(random: SeededRandom): string {
  const hue = Math.round(random.between(200, 245));
  const warm = Math.round(random.between(0, 55));
  const hsl = (of: number, light: number) => `hsl(${of}, 95%, ${light}%)`;
  return face(random, { paper: hsl(warm, 62), skin: hsl(hue, 62), hair: hsl(warm + 290, 45), shirt: hsl(140, 45) }, '');
}

interface Paints {
  readonly paper: string;
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
}

function face(random: SeededRandom, { paper, skin, hair, shirt }: Paints, over: string): string {
  const edge = SHEET.picture;
  const [eye, smile, width] = [random.between(6, 12), random.between(-14, 22), random.between(52, 64)];
  const hairline = random.between(52, 66);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 200 200" fill="none" stroke="#111111" stroke-width="4" stroke-linecap="round">
<rect width="200" height="200" fill="${paper}" stroke="none"/>
<path d="M20 204 Q30 158 100 160 Q170 158 180 204 Z" fill="${shirt}"/>
<ellipse cx="100" cy="100" rx="${width}" ry="68" fill="${skin}"/>
<path d="M${100 - width} 88 Q100 -24 ${100 + width} 88 Q${random.between(100, 140)} ${hairline} 100 ${hairline} Q${random.between(60, 100)} ${hairline} ${100 - width} 88 Z" fill="${hair}"/>
<circle cx="76" cy="84" r="${eye}" fill="#ffffff"/><circle cx="124" cy="84" r="${eye}" fill="#ffffff"/>
<circle cx="76" cy="84" r="3" fill="#111111"/><circle cx="124" cy="84" r="3" fill="#111111"/>
<path d="M72 138 Q100 ${138 + smile} 128 138"/>${over}</svg>`;
}
