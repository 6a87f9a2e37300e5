import sharp from 'sharp';
import { seedOf } from './distinct-images.ts';

const TILES = 8;
const WIDTH = 768;
const HEIGHT = 1024;

/**
 * A JPEG (a PNG where `format` says so) of 768 x 1,024 px whose 64 coloured tiles follow from the text alone: the same text
 * gives the same bytes, and pictures of two texts are no copies of each other.
 */
export function mosaicOf(text: string, format = 'jpg'): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: TILES * TILES * 3 }, (_, index) => seedOf(`${index}.${text}`) % 256);
  const picture = sharp(pixels, { raw: { width: TILES, height: TILES, channels: 3 } }).resize(WIDTH, HEIGHT, {
    fit: 'fill',
    kernel: 'nearest',
  });
  return (format === 'png' ? picture.png() : picture.jpeg({ quality: 90 })).toBuffer();
}
