import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ImageType } from '../../core/image-type.ts';
import { type SeededRandom, seededRandom } from '../../core/seeded-random.ts';

/** Content hash of a picture that is drawn by its name. */
export function drawnHash(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

const SKIN = ['#c99b7a', '#8c5a3c', '#e0b899', '#6d4630'] as const;
const CLOTH = ['#41607d', '#7d4a41', '#5a6e4a', '#b08a3e', '#6a4f7d'] as const;

function portrait(random: SeededRandom, type: ImageType): string {
  const [skin, cloth] = [random.pick(SKIN), random.pick(CLOTH)];
  const x = random.between(130, 190);
  const y = random.between(130, 170);
  const size = random.between(58, 78);
  const ground = type === 'color_stylized' ? '#e9c46a' : type === 'bw_stylized' ? '#f4f4f4' : '#9aa3a8';
  const line = type === 'photorealistic' ? 'none' : '#111';
  const width = type === 'photorealistic' ? 0 : 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 400">
<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${ground}"/><stop offset="1" stop-color="${type === 'photorealistic' ? '#4d5357' : ground}"/></linearGradient></defs>
<rect width="320" height="400" fill="url(#g)"/>
<g stroke="${line}" stroke-width="${width}">
<path d="M${x - 110} 400 Q${x - 90} ${y + 100} ${x} ${y + 96} Q${x + 90} ${y + 100} ${x + 110} 400Z" fill="${cloth}"/>
<ellipse cx="${x}" cy="${y - 8}" rx="${size * 1.05}" ry="${size * 1.2}" fill="#2b211c"/>
<ellipse cx="${x}" cy="${y + 8}" rx="${size * 0.8}" ry="${size}" fill="${skin}"/></g>
<circle cx="${x - 24}" cy="${y}" r="7" fill="#20242a"/><circle cx="${x + 24}" cy="${y}" r="7" fill="#20242a"/>
<path d="M${x - 20} ${y + 42} Q${x} ${y + 56} ${x + 20} ${y + 42}" fill="none" stroke="#5d2d2d" stroke-width="6"/></svg>`;
}

/** Draws a picture by its name: the same name, the same picture. */
export async function drawnPicture(name: string, type: ImageType, size: '320' | '1600' | 'full'): Promise<Buffer> {
  const random = seededRandom(7, name);
  const image = sharp(Buffer.from(portrait(random, type))).resize({ width: size === '320' ? 256 : 900 });
  return (type === 'bw_stylized' ? image.grayscale() : image).webp({ quality: 80 }).toBuffer();
}
