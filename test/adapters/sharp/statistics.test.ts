import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inkDrawing, sceneLike, sepia, statisticsOf } from '../offline/drawn-pictures.ts';

const plain = (width: number, height: number, background = '#888844') =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

describe('pictureStatistics', () => {
  it.each([
    [1, 1],
    [1, 500],
    [3, 3],
    [9, 9],
    [9000, 2],
    [2, 9000],
    [1025, 1023],
  ])('gives finite numbers, and the same names, for a blank picture of %i x %i', async (width, height) => {
    const names = Object.keys(await statisticsOf(await plain(256, 256)));
    const statistics = await statisticsOf(await plain(width, height));
    expect(Object.keys(statistics)).toEqual(names);
    expect(Object.entries(statistics).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
    expect(statistics).toMatchObject({ width, height });
  });

  it('sees the same picture in a grey PNG of one channel and in one of three', async () => {
    const grey = (await sceneLike()).greyscale();
    const one = await statisticsOf(await grey.clone().toColourspace('b-w').png().toBuffer());
    const three = await statisticsOf(await grey.clone().toColourspace('srgb').png().toBuffer());
    const names = Object.keys(one).filter((name) => name !== 'bytesPerPixel');
    for (const name of names) expect(one[name], name).toBeCloseTo(three[name] ?? Number.NaN, 1);
  });

  it('takes a sepia photograph for tinted, not for coloured', async () => {
    const scene = await sceneLike();
    const brown = await (await sepia(scene)).png().toBuffer();
    const [coloured, tinted] = [await statisticsOf(await scene.png().toBuffer()), await statisticsOf(brown)];
    expect(tinted['chroma']).toBeGreaterThan(10);
    expect(tinted['ownChroma']).toBeLessThan((coloured['ownChroma'] ?? 0) / 3);
  });

  it('says nearly the same of the type of a drawing at four times the pixels', async () => {
    const [small, large] = [
      await statisticsOf(await inkDrawing(768).png().toBuffer()),
      await statisticsOf(await inkDrawing(1536).png().toBuffer()),
    ];
    for (const name of ['chroma', 'toneMean', 'modeShare', 'twoToneFit', 'slope1', 'flatShare1', 'normalSmall2']) {
      expect(Math.abs((large[name] ?? 0) - (small[name] ?? 0)), name).toBeLessThan(0.1);
    }
  });

  it('finds the one sharp place of a large blurred picture', async () => {
    const scene = await sceneLike(512);
    const blurred = await scene.clone().resize(2600, 2600).blur(8).png().toBuffer();
    const sharpPlace = await inkDrawing(400).png().toBuffer();
    const picture = await sharp(blurred)
      .composite([{ input: sharpPlace, left: 1900, top: 1500 }])
      .png()
      .toBuffer();
    expect((await statisticsOf(picture))['sharpness']).toBeGreaterThan(0.15);
    expect((await statisticsOf(blurred))['sharpness']).toBeLessThan(0.09);
  });

  it('finds the seams of strong compression, and after a PNG has hidden the format too', async () => {
    const scene = await sceneLike();
    const fine = await statisticsOf(await scene.clone().jpeg({ quality: 92 }).toBuffer());
    const coarse = await scene.clone().jpeg({ quality: 10 }).toBuffer();
    const disguised = await statisticsOf(await sharp(coarse).png().toBuffer());
    expect(fine['blockiness']).toBeLessThan(1.2);
    expect((await statisticsOf(coarse))['blockiness']).toBeGreaterThan(2);
    expect(disguised['blockiness']).toBeGreaterThan(2);
  });
});
