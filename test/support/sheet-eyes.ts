import sharp from 'sharp';
import { type Colour, meaningOf, type PictureMeaning } from './picture-code.ts';

/** A contact sheet's geometry: 5 columns of 200 px cells, each a 200 px picture area with the label's strip below. */
const COLUMNS = 5;
const CELL = 200;

/** Side of the square in the middle of the picture area that is looked at: small enough for a picture ten times as wide as high. */
const PUPIL = 20;

/** Where a cell's picture has its middle, in pixels of the sheet. */
interface Middle {
  readonly x: number;
  readonly y: number;
}

/**
 * Looks at the `count` cells of a sheet's pixels, in reading order. A picture that is no 1000 px sheet (one image alone,
 * of any size) is taken as one row. Throws when the bytes are no image, or too small to hold the cells.
 */
export async function lookAtSheet(image: Uint8Array, count: number): Promise<readonly (PictureMeaning & Colour)[]> {
  const { data, info } = await sharp(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return middles(info.width, info.height, count).map((middle) => {
    const colour = average(data, info.width, info.channels, middle);
    return { ...colour, ...meaningOf(colour) };
  });
}

function middles(width: number, height: number, count: number): readonly Middle[] {
  const isSheet = width === COLUMNS * CELL;
  const columns = isSheet ? COLUMNS : Math.min(COLUMNS, count);
  const rows = Math.ceil(count / columns);
  const cellWidth = width / columns;
  const cellHeight = height / rows;
  // On a sheet the picture area is the cell's upper 200 px; an image alone has no label.
  const middleY = isSheet ? CELL / 2 : cellHeight / 2;
  if (cellWidth < PUPIL || cellHeight < middleY + PUPIL / 2)
    throw new Error(`${width} x ${height} is too small for ${count} cells`);
  return Array.from({ length: count }, (_, index) => ({
    x: Math.floor((index % columns) * cellWidth + cellWidth / 2),
    y: Math.floor(Math.floor(index / columns) * cellHeight + middleY),
  }));
}

function average(data: Uint8Array, width: number, channels: number, middle: Middle): Colour {
  const sums = [0, 0, 0];
  for (let y = middle.y - PUPIL / 2; y < middle.y + PUPIL / 2; y += 1) {
    for (let x = middle.x - PUPIL / 2; x < middle.x + PUPIL / 2; x += 1) {
      for (const channel of [0, 1, 2]) {
        // Grey images have one channel, which then stands for all three.
        const byte = data[(y * width + x) * channels + Math.min(channel, channels - 1)] ?? 0;
        sums[channel] = (sums[channel] ?? 0) + byte;
      }
    }
  }
  const [r = 0, g = 0, b = 0] = sums.map((sum) => Math.round(sum / PUPIL ** 2));
  return { r, g, b };
}
