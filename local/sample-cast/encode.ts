import { extname } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Flaw } from './cast-list.ts';
import type { Picture } from './looks/picture.ts';

/** A picture in the format that the file's name promises. */
export async function encode(picture: Picture, file: string, flaw?: Flaw): Promise<Uint8Array> {
  const { width, height, channels, pixels } = picture;
  const drawn = sharp(pixels, { raw: { width, height, channels } });
  const coloured = channels === 1 ? drawn.toColourspace('b-w') : drawn;
  if (flaw === 'blurred')
    return coloured
      .blur(width / 55)
      .jpeg({ quality: 70 })
      .toBuffer();
  if (flaw === 'compressed') return passedAround(coloured, width);
  return asFile(coloured, file);
}

/** A picture that was made small for a message, and enlarged again by somebody who had nothing better. */
async function passedAround(image: Sharp, width: number): Promise<Uint8Array> {
  const small = await image
    .resize(Math.round(width * 0.24))
    .jpeg({ quality: 10 })
    .toBuffer();
  return sharp(small)
    .resize(Math.round(width * 0.8))
    .jpeg({ quality: 30 })
    .toBuffer();
}

/** A copy of a finished file, as it might lie next to it in a folder. */
export async function copyOf(bytes: Uint8Array, file: string, flaw: Flaw): Promise<Uint8Array> {
  if (flaw === 'mirrored-copy') return asFile(sharp(bytes).flop(), file);
  if (flaw === 'near-copy') {
    const { width } = await sharp(bytes).metadata();
    return sharp(bytes)
      .resize(Math.round(width * 0.7))
      .jpeg({ quality: 62 })
      .toBuffer();
  }
  return bytes;
}

/** Fast settings: these files are drawn while somebody waits. */
function asFile(image: Sharp, file: string): Promise<Uint8Array> {
  switch (extname(file)) {
    case '.png':
      return image.png({ compressionLevel: 3 }).toBuffer();
    case '.webp':
      return image.webp({ quality: 84, effort: 1 }).toBuffer();
    default:
      return image.jpeg({ quality: 90 }).toBuffer();
  }
}
