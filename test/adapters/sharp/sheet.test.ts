import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { textDots, textWidth } from '../../../adapters/sharp/label-font.ts';
import type { Pixels, SheetCell } from '../../../core/ports/image-codec.ts';
import { SHEET } from '../../../core/report/sheet-geometry.ts';
import { colourDistance, pixelAt } from './painted.ts';

const codec = sharpImageCodec();
const GREY = [0xf0, 0xf0, 0xf0];
const CELL_HEIGHT = SHEET.picture + SHEET.label;

/** A colour of its own for every cell, far from each other's. */
function colourOf(index: number): readonly [number, number, number] {
  return [(index % 4) * 80, (Math.floor(index / 4) % 4) * 80, (Math.floor(index / 16) % 4) * 80];
}

function coloured(index: number, width = 200, height = 200): Pixels {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; i += 3) rgb.set(colourOf(index), i);
  return { width, height, rgb };
}

function cells(count: number): SheetCell[] {
  return Array.from({ length: count }, (_, i) => ({ label: `#${i + 1}`, picture: coloured(i) }));
}

async function decoded(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** The label under a cell as text art, one character a dot of three pixels, to compare with the font. */
function labelArt(sheet: Pixels, index: number, label: string): string[] {
  const left = (index % 5) * 200 + Math.floor((200 - textWidth(label) * 3) / 2);
  const top = Math.floor(index / 5) * CELL_HEIGHT + SHEET.picture + 2;
  return Array.from({ length: 7 }, (_, y) =>
    Array.from({ length: textWidth(label) }, (_, x) =>
      (pixelAt(sheet, left + x * 3 + 1, top + y * 3 + 1)[0] ?? 0) < 128 ? '#' : '.',
    ).join(''),
  );
}

function fontArt(label: string): string[] {
  const dots = new Set([...textDots(label)].map(({ x, y }) => `${x},${y}`));
  return Array.from({ length: 7 }, (_, y) =>
    Array.from({ length: textWidth(label) }, (_, x) => (dots.has(`${x},${y}`) ? '#' : '.')).join(''),
  );
}

describe('a contact sheet', () => {
  it('is a JPEG that shows every picture in its own cell, with its own label below', async () => {
    const bytes = await codec.sheet(cells(23));
    expect((await sharp(bytes).metadata()).format).toBe('jpeg');
    const sheet = await decoded(bytes);
    expect([sheet.width, sheet.height]).toEqual([1000, 5 * CELL_HEIGHT]);
    for (let i = 0; i < 23; i++) {
      const centre = pixelAt(sheet, (i % 5) * 200 + 100, Math.floor(i / 5) * CELL_HEIGHT + 100);
      expect(colourDistance(centre, colourOf(i)), `cell ${i}: ${centre}`).toBeLessThan(20);
      expect(labelArt(sheet, i, `#${i + 1}`), `label of cell ${i}`).toEqual(fontArt(`#${i + 1}`));
    }
    expect(colourDistance(pixelAt(sheet, 900, 4 * CELL_HEIGHT + 100), GREY)).toBeLessThan(6);
  });

  it('is as wide for one picture as for many', async () => {
    const sheet = await decoded(await codec.sheet(cells(1)));
    expect([sheet.width, sheet.height]).toEqual([1000, CELL_HEIGHT]);
  });

  it('centres a small picture on grey', async () => {
    const sheet = await decoded(await codec.sheet([{ label: '1', picture: coloured(0, 100, 50) }]));
    expect(colourDistance(pixelAt(sheet, 100, 100), colourOf(0))).toBeLessThan(20);
    for (const [x, y] of [
      [40, 100],
      [160, 100],
      [100, 65],
      [100, 135],
    ] as const) {
      expect(colourDistance(pixelAt(sheet, x, y), GREY), `${x},${y}`).toBeLessThan(20);
    }
  });

  it('keeps two pictures of full width apart', async () => {
    const sheet = await decoded(await codec.sheet(cells(2).map((cell) => ({ ...cell, picture: coloured(0) }))));
    expect(pixelAt(sheet, 200, 100)[0]).toBeGreaterThan(120);
  });

  it('holds 500 pictures', async () => {
    const { width, height } = await sharp(await codec.sheet(cells(500))).metadata();
    expect([width, height]).toEqual([1000, 100 * CELL_HEIGHT]);
  });

  it('draws a label too long for its cell smaller, and never into the next one', async () => {
    const long = { label: 'A-VERY-LONG-NAME.JPG AND MORE AND MORE', picture: coloured(0) };
    const sheet = await decoded(await codec.sheet([long, { label: '', picture: coloured(1) }]));
    for (let x = 204; x < 400; x++) {
      for (let y = 204; y < CELL_HEIGHT; y++) expect(pixelAt(sheet, x, y)[0]).toBeGreaterThan(200);
    }
  });

  it.each([
    ['no picture', []],
    ['501 pictures', cells(501)],
    ['a picture wider than its cell', [{ label: '1', picture: coloured(0, 201, 10) }]],
    ['a picture with bytes missing', [{ label: '1', picture: { ...coloured(0), height: 199 } }]],
  ])('of %s is a bug of the caller', async (_, wrong) => {
    await expect(codec.sheet(wrong)).rejects.toMatchObject({ name: 'Internal' });
  });
});

describe('labels', () => {
  it('every letter and digit is drawn in its own way', () => {
    const drawn = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ#-. ?'].map((character) => fontArt(character).join('\n'));
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('small letters are drawn as capitals, unknown ones as a question mark', () => {
    expect(fontArt('a')).toEqual(fontArt('A'));
    expect(fontArt('ß 😀 constructor')).toEqual(fontArt('? ? CONSTRUCTOR'));
  });
});

describe('a preview', () => {
  it('is the sheet made small, as WebP', async () => {
    const bytes = await codec.preview(await codec.sheet(cells(20)), 0.5);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 500, height: 2 * CELL_HEIGHT });
    const small = await decoded(bytes);
    expect(colourDistance(pixelAt(small, 350, 50), colourOf(3))).toBeLessThan(25);
  });

  it('of the longest sheet fits what WebP can hold', async () => {
    const { height } = await sharp(await codec.preview(await codec.sheet(cells(500)), 1)).metadata();
    expect(height).toBeLessThanOrEqual(16_383);
  });

  it('of broken bytes or by an impossible scale is an error with a name', async () => {
    await expect(codec.preview(new Uint8Array([1, 2, 3]), 0.5)).rejects.toMatchObject({ name: 'RecordCorrupt' });
    await expect(codec.preview(await codec.sheet(cells(1)), 0)).rejects.toMatchObject({ name: 'Internal' });
  });
});
