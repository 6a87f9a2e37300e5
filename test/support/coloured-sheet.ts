import sharp from 'sharp';
import { colourOf, type PictureMeaning } from './picture-code.ts';

const CELL = { width: 200, height: 224 } as const;
const COLUMNS = 5;

/**
 * A contact sheet of plain pictures that mean these verdicts to the stand-in vision server, at the real sheet's geometry:
 * 1000 px wide, cells of 200 px with a strip of 24 px below. Every third picture is wide and every third is tall.
 */
export async function colouredSheet(meanings: readonly PictureMeaning[]): Promise<Uint8Array> {
  const rows = Math.max(1, Math.ceil(meanings.length / COLUMNS));
  const pictures = meanings.map((meaning, index) => {
    const width = index % 3 === 1 ? 60 : 200;
    const height = index % 3 === 2 ? 60 : 200;
    return {
      input: { create: { width, height, channels: 3 as const, background: colourOf(meaning) } },
      left: (index % COLUMNS) * CELL.width + (200 - width) / 2,
      top: Math.floor(index / COLUMNS) * CELL.height + (200 - height) / 2,
    };
  });
  return sharp({
    create: { width: COLUMNS * CELL.width, height: rows * CELL.height, channels: 3, background: '#f0f0f0' },
  })
    .composite(pictures)
    .jpeg({ quality: 90 })
    .toBuffer();
}
