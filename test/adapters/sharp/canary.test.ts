import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sharpImageCodec } from '../../../adapters/sharp/image-codec.ts';
import { pattern } from '../../support/small-cast.ts';

const codec = sharpImageCodec();

const factsOf = async (jpeg: Uint8Array) => {
  const facts = await codec.facts(jpeg, { statistics: false });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  return facts;
};

test.each([
  ['bw_stylized', 0, 1],
  ['color_stylized', 20, 255],
] as const)(
  'a canary of %s fills a cell, has as much colour as it says, and differs from seed to seed',
  async (type, least, most) => {
    const [one, other, again] = await Promise.all([
      codec.canary(type, 1),
      codec.canary(type, 2),
      codec.canary(type, 1),
    ]);
    expect([one.width, one.height, one.rgb.length]).toEqual([200, 200, 200 * 200 * 3]);
    expect(Buffer.compare(one.rgb, again.rgb)).toBe(0);
    expect(Buffer.compare(one.rgb, other.rgb)).not.toBe(0);
    const { ownChroma = -1 } = await factsOf(
      await sharp(one.rgb, { raw: { width: 200, height: 200, channels: 3 } })
        .png()
        .toBuffer(),
    );
    expect(ownChroma).toBeGreaterThanOrEqual(least);
    expect(ownChroma).toBeLessThanOrEqual(most);
  },
);

test('colour of its own is measured as such; greys and a tint are not', async () => {
  const coloured = await pattern(3);
  const grey = await sharp(coloured).greyscale().jpeg().toBuffer();
  const sepia = await sharp(coloured).greyscale().tint('#c09060').jpeg({ quality: 95 }).toBuffer();
  const chroma = await Promise.all([coloured, grey, sepia].map(async (jpeg) => (await factsOf(jpeg)).ownChroma ?? -1));
  expect(chroma[0]).toBeGreaterThan(30);
  expect(chroma[1]).toBe(0);
  expect(chroma[2]).toBeLessThan(10);
});
