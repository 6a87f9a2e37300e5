import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import type { Pixels, Unreadable } from '../../../core/ports/image-codec.ts';
import { colourDistance, fromPixels, pixelAt, plain, quarters, scene } from './painted.ts';

const codec = sharpImageCodec();

function pixels(answer: Pixels | Unreadable): Pixels {
  if ('unreadable' in answer) throw new Error(`unreadable: ${answer.unreadable}`);
  return answer;
}

async function thumbnail(bytes: Uint8Array, edge = 200): Promise<Pixels> {
  return pixels(await codec.thumbnail(bytes, edge));
}

function expectColour(picture: Pixels, x: number, y: number, colour: readonly number[]): void {
  const found = pixelAt(picture, x, y);
  expect(colourDistance(found, colour), `${found} at ${x},${y} is not ${colour}`).toBeLessThanOrEqual(12);
}

describe('a picture is read as people see it', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('%s keeps its colours and fits the edge', async (format) => {
    const picture = await thumbnail(await quarters(600, 300).toFormat(format, { quality: 95 }).toBuffer());
    expect([picture.width, picture.height, picture.rgb.length]).toEqual([200, 100, 200 * 100 * 3]);
    expectColour(picture, 20, 20, [255, 0, 0]);
    expectColour(picture, 180, 80, [255, 255, 0]);
  });

  it('a small picture is not enlarged', async () => {
    expect(await thumbnail(await quarters(40, 30).png().toBuffer())).toMatchObject({ width: 40, height: 30 });
  });

  it('a single pixel stays one', async () => {
    const picture = await thumbnail(await plain(1, 1, '#3060c0').png().toBuffer());
    expect(picture).toMatchObject({ width: 1, height: 1 });
    expectColour(picture, 0, 0, [0x30, 0x60, 0xc0]);
  });

  it.each([
    [1, 10_000],
    [10_000, 1],
  ])('%i x %i pixels keep at least one pixel a side', async (width, height) => {
    const picture = await thumbnail(await plain(width, height, '#ff0000').png().toBuffer());
    expect([picture.width, picture.height].sort((a, b) => a - b)).toEqual([1, 200]);
    expectColour(picture, 0, 0, [255, 0, 0]);
  });

  it('every EXIF orientation comes out upright', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const stored = await unturned(orientation);
      const bytes = await sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
      const picture = await thumbnail(bytes);
      expect([picture.width, picture.height], `orientation ${orientation}`).toEqual([200, 100]);
      expectColour(picture, 10, 10, [255, 0, 0]);
      expectColour(picture, 190, 10, [0, 255, 0]);
      expect(await codec.facts(bytes)).toMatchObject({ width: 400, height: 200 });
    }
  });

  it('CMYK becomes sRGB', async () => {
    const bytes = await plain(50, 50, '#2040a0').removeAlpha().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const [red, green, blue] = pixelAt(await thumbnail(bytes), 25, 25);
    expect(blue).toBeGreaterThan(green ?? 0);
    expect(green).toBeGreaterThan(red ?? 0);
    expect(colourDistance([red ?? 0, green ?? 0, blue ?? 0], [0x20, 0x40, 0xa0])).toBeLessThan(50);
  });

  it('16 bits a channel become 8', async () => {
    const bytes = await plain(50, 50, '#2080e0').removeAlpha().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(bytes).metadata()).depth).toBe('ushort');
    expectColour(await thumbnail(bytes), 25, 25, [0x20, 0x80, 0xe0]);
  });

  it.each(['png', 'webp'] as const)('what is transparent in a %s is white', async (format) => {
    const bytes = await plain(50, 50, 'rgba(255, 0, 0, 0.5)').toFormat(format, { lossless: true }).toBuffer();
    expectColour(await thumbnail(bytes), 25, 25, [255, 128, 128]);
  });

  it('a fully transparent picture is white, whatever colour hides in it', async () => {
    expectColour(await thumbnail(await plain(50, 50, 'rgba(0, 0, 0, 0)').png().toBuffer()), 5, 5, [255, 255, 255]);
  });

  it('of an animation the first frame is read', async () => {
    const frames = await Promise.all(['#ff0000', '#0000ff'].map((colour) => plain(60, 40, colour).png().toBuffer()));
    const bytes = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const picture = await thumbnail(bytes);
    expect(picture).toMatchObject({ width: 60, height: 40 });
    expectColour(picture, 30, 20, [255, 0, 0]);
    expect(await codec.facts(bytes)).toMatchObject({ width: 60, height: 40, format: 'webp' });
  });

  it.each(['jpeg', 'png', 'webp'] as const)('a grey %s has three equal channels', async (format) => {
    const bytes = await scene(300, 200, 1).greyscale().toFormat(format).toBuffer();
    const { rgb, width, height } = await thumbnail(bytes);
    expect(rgb.length).toBe(width * height * 3);
    for (let i = 0; i < rgb.length; i += 300) expect(Math.abs((rgb[i] ?? 0) - (rgb[i + 2] ?? 0))).toBeLessThan(3);
  });

  it('a one-bit and a palette PNG are read', async () => {
    const palette = await quarters(100, 100).png({ palette: true, colours: 4 }).toBuffer();
    expectColour(await thumbnail(palette), 10, 10, [255, 0, 0]);
    const ink = fromPixels(100, 100, (x) => (x < 50 ? [0, 0, 0] : [255, 255, 255]));
    const oneBit = await ink.png({ palette: true, colours: 2 }).toBuffer();
    expectColour(await thumbnail(oneBit), 90, 50, [255, 255, 255]);
  });

  it('a view into a larger buffer is read from its own start', async () => {
    const bytes = await quarters(100, 100).png().toBuffer();
    const padded = new Uint8Array(bytes.length + 200).fill(7);
    padded.set(bytes, 100);
    expectColour(await thumbnail(padded.subarray(100, 100 + bytes.length)), 10, 10, [255, 0, 0]);
  });
});

describe('one decode for facts and thumbnail', () => {
  it.each([
    [1600, 1067],
    [1067, 1600],
    [230, 120],
    [90, 60],
    [10_000, 3],
    [4000, 3000],
  ])('%i x %i pixels give the same facts, and a thumbnail of the same size that looks the same', async (...sides) => {
    const bytes = await scene(...sides, 1)
      .jpeg({ quality: 95 })
      .toBuffer();
    const looked = await codec.look(bytes, { edge: 200 });
    if ('unreadable' in looked) throw new Error(looked.unreadable);
    const direct = await thumbnail(bytes);
    expect(looked.facts).toEqual(await codec.facts(bytes));
    expect([looked.picture.width, looked.picture.height]).toEqual([direct.width, direct.height]);
    expect(meanDifference(looked.picture.rgb, direct.rgb)).toBeLessThan(3);
  });

  it('an edge above the one that facts are measured at is kept to', async () => {
    const looked = await codec.look(await scene(800, 600, 1).jpeg().toBuffer(), { edge: 400 });
    expect(looked).toMatchObject({ picture: { width: 400, height: 300 } });
  });
});

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

it('a cancelled reading rejects with the reason of the signal', async () => {
  const bytes = await scene(50, 50, 1).png().toBuffer();
  const signal = AbortSignal.abort(new Error('stopped by hand'));
  await expect(codec.thumbnail(bytes, 50, signal)).rejects.toThrow('stopped by hand');
  await expect(codec.facts(bytes, { signal })).rejects.toThrow('stopped by hand');
  await expect(codec.look(bytes, { edge: 50, signal })).rejects.toThrow('stopped by hand');
});

/** The pixels a camera would store for {@link quarters} of 400 x 200 so that `orientation` turns them upright. */
async function unturned(orientation: number): Promise<Buffer> {
  const upright = await quarters(400, 200).png().toBuffer();
  // The inverse of each turn; 6 and 8 are each other's inverse, the others their own.
  const inverse = ({ 6: 8, 8: 6 } as Record<number, number>)[orientation] ?? orientation;
  const tagged = await sharp(upright).withMetadata({ orientation: inverse }).jpeg({ quality: 100 }).toBuffer();
  return sharp(tagged).autoOrient().png().toBuffer();
}
