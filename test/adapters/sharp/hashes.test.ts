import type { Sharp } from 'sharp';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { type PictureFacts, pictureFactsSchema } from '../../../core/judging/picture-facts.ts';
import { DEFAULT_COPY_BITS } from '../../../core/plan/copies.ts';
import { fromPixels, plain, scene } from './painted.ts';

const codec = sharpImageCodec();

async function facts(picture: Sharp | Uint8Array): Promise<PictureFacts> {
  const answer = await codec.facts(picture instanceof Uint8Array ? picture : await picture.png().toBuffer());
  if ('unreadable' in answer) throw new Error(answer.unreadable);
  return answer;
}

/** libvips' resize is not symmetric to the last level, so neighbours that are nearly equal may change places. */
const ROUNDING = 12;

function bitsApart(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let bits = 0;
  for (; different > 0n; different &= different - 1n) bits++;
  return bits;
}

describe('copies of one picture have nearly one hash', () => {
  const original = () => scene(640, 480, 3);
  const copies: readonly (readonly [string, () => Promise<Buffer>])[] = [
    [
      'made smaller',
      async () =>
        sharp(await original().png().toBuffer())
          .resize(200)
          .png()
          .toBuffer(),
    ],
    [
      'made larger',
      async () =>
        sharp(await original().png().toBuffer())
          .resize(1500)
          .jpeg()
          .toBuffer(),
    ],
    ['recompressed hard', () => original().jpeg({ quality: 25 }).toBuffer()],
    [
      'brightened',
      async () =>
        sharp(await original().png().toBuffer())
          .linear(1.15, 12)
          .png()
          .toBuffer(),
    ],
    [
      'made grey',
      async () =>
        sharp(await original().png().toBuffer())
          .greyscale()
          .jpeg()
          .toBuffer(),
    ],
    ['another format', () => original().webp().toBuffer()],
  ];

  it.each(copies)('%s', async (_, make) => {
    const [first, second] = [await facts(original()), await facts(await make())];
    expect(bitsApart(first.hash, second.hash)).toBeLessThanOrEqual(DEFAULT_COPY_BITS);
    expect(bitsApart(first.mirroredHash, second.mirroredHash)).toBeLessThanOrEqual(DEFAULT_COPY_BITS);
  });

  it('the mirror image of a picture has its mirrored hash, and the other way round', async () => {
    const mirror = sharp(await original().png().toBuffer()).flop();
    const [first, second] = [await facts(original()), await facts(mirror)];
    expect(bitsApart(first.mirroredHash, second.hash)).toBeLessThanOrEqual(ROUNDING);
    expect(bitsApart(first.hash, second.mirroredHash)).toBeLessThanOrEqual(ROUNDING);
    expect(bitsApart(first.hash, second.hash)).toBeGreaterThan(DEFAULT_COPY_BITS);
  });

  it('different pictures are further apart', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => facts(scene(300, 300, seed))));
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1)) expect(bitsApart(a.hash, b.hash)).toBeGreaterThan(DEFAULT_COPY_BITS);
    }
  });
});

describe('facts', () => {
  it('keep to their schema, also for one pixel', async () => {
    for (const picture of [scene(300, 200, 1), plain(1, 1, '#808080'), plain(1, 10_000, '#808080')]) {
      expect(pictureFactsSchema.safeParse(await facts(picture)).error).toBeUndefined();
    }
  });

  it('a ramp from dark to light sets every bit, its mirror image none', async () => {
    const ramp = await facts(fromPixels(340, 320, (x) => [x / 2, x / 2, x / 2]));
    expect(ramp.hash).toBe('f'.repeat(64));
    expect(ramp.mirroredHash).toBe('0'.repeat(64));
  });

  it('a blank picture has no spread, one of black and white halves the most there is', async () => {
    const halves = fromPixels(200, 200, (x) => (x < 100 ? [0, 0, 0] : [255, 255, 255]));
    expect((await facts(plain(500, 500, '#cc8844'))).spread).toBeLessThan(0.5);
    expect((await facts(halves)).spread).toBeCloseTo(127.5, 0);
  });

  it('the format is what the bytes are', async () => {
    expect(await facts(await scene(30, 20, 1).webp().toBuffer())).toMatchObject({
      format: 'webp',
      width: 30,
      height: 20,
    });
  });
});
