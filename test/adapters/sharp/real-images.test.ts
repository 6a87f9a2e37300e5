import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import { colourDistance, pixelAt } from './painted.ts';

const ACTORS = resolve(import.meta.dirname, '../../../../shared/data/actors');
const MESSY = '0006 – messy Ünïcode';
const codec = sharpImageCodec();
const read = (file: string) => readFileSync(join(ACTORS, MESSY, file));

/** File and type of every row of the messy set. Only the last column is ever quoted. */
function labels(): readonly (readonly [file: string, type: string])[] {
  const rows = readFileSync(join(ACTORS, 'labels.csv'), 'utf8').split('\n');
  return rows.flatMap((row) => {
    const [actor, file, type] = row.split(',');
    return actor === MESSY && file !== undefined && type !== undefined ? [[file, type] as const] : [];
  });
}

async function thumbnail(file: string): Promise<Pixels> {
  const answer = await codec.thumbnail(read(file), 200);
  if ('unreadable' in answer) throw new Error(`${file}: ${answer.unreadable}`);
  return answer;
}

describe.skipIf(!existsSync(join(ACTORS, MESSY)))('the messy set of ../shared/data', () => {
  it('is readable and unreadable as labelled', async () => {
    const table = labels();
    expect(table.map(([file]) => file).sort()).toEqual(readdirSync(join(ACTORS, MESSY)).sort());
    for (const [file, type] of table) {
      const bytes = read(file);
      const wanted = type !== 'unreadable' && type !== 'not an image';
      for (const answer of [await codec.thumbnail(bytes, 200), await codec.facts(bytes)]) {
        expect(!('unreadable' in answer), `${file}: ${JSON.stringify(answer).slice(0, 200)}`).toBe(wanted);
      }
    }
  });

  it('says why, in words that name no file', async () => {
    const words = async (file: string) => codec.facts(read(file));
    expect(await words('truncated.jpg')).toEqual({ unreadable: 'the JPEG data is cut off' });
    expect(await words('empty.jpg')).toEqual({ unreadable: 'an empty file' });
    expect(await words('text.jpg')).toEqual({ unreadable: 'not a picture: it is text' });
    expect(await words('vector.png')).toEqual({ unreadable: 'an SVG drawing; only JPEG, PNG and WebP are read' });
    expect(await words('bomb.png')).toEqual({
      unreadable: '30,000 x 30,000 pixels, above the limit of 100 megapixels',
    });
  });

  it('exif-rotated.jpg is turned a quarter clockwise, as its tag asks: it holds the same scene as sixteen-bit.png', async () => {
    expect(await codec.facts(read('exif-rotated.jpg'))).toMatchObject({ width: 256, height: 384 });
    const [turned, straight] = [await thumbnail('exif-rotated.jpg'), await thumbnail('sixteen-bit.png')];
    expect([turned.width, turned.height]).toEqual([straight.height, straight.width]);
    for (const [x, y] of [
      [20, 20],
      [100, 20],
      [180, 110],
      [60, 90],
    ] as const) {
      const [before, after] = [pixelAt(straight, x, y), pixelAt(turned, straight.height - 1 - y, x)];
      expect(colourDistance(before, after), `${x},${y}`).toBeLessThan(60);
    }
  });
});
