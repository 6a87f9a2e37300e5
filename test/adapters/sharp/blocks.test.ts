import sharp from 'sharp';
import { expect, it } from 'vitest';
import { DEGRADATIONS, degraded } from '../../../adapters/sharp/degradations.ts';
import { crispScene, statisticsOf } from '../offline/drawn-pictures.ts';

it('blockHush tells quality 10, also after saving again, and nothing once the picture was resized', async () => {
  const scene = await crispScene();
  const hush = async (bytes: Uint8Array) => (await statisticsOf(bytes))['blockHush'] ?? Number.NaN;
  const strong = await degraded(scene, 'quality 10');
  expect(await hush(scene)).toBeLessThan(1);
  expect(await hush(strong)).toBeGreaterThan(2.5);
  expect(await hush(await degraded(scene, 'quality 10, saved again'))).toBeGreaterThan(2.5);
  expect(await hush(await sharp(strong).resize(700).png().toBuffer())).toBeLessThan(1);
});

it('blockHush finds the blocks wherever a crop has moved them', async () => {
  const strong = await degraded(await crispScene(), 'quality 10');
  const moved = await sharp(strong).extract({ left: 3, top: 5, width: 900, height: 900 }).png().toBuffer();
  expect((await statisticsOf(moved))['blockHush']).toBeGreaterThan(2.5);
});

it('a degraded copy is the same bytes every time, upright and on white', async () => {
  const half = sharp({ create: { width: 64, height: 40, channels: 4, background: '#00000000' } });
  const bytes = await half.withMetadata({ orientation: 6 }).png().toBuffer();
  for (const degradation of DEGRADATIONS) {
    const copy = await degraded(bytes, degradation);
    expect(Buffer.from(copy).equals(Buffer.from(await degraded(bytes, degradation))), degradation).toBe(true);
    const { width, height } = await sharp(copy).metadata();
    expect(width, degradation).toBeLessThan(height);
  }
});

it('bytes that are no picture are an error', async () => {
  await expect(degraded(Buffer.from('no picture'), 'blurred')).rejects.toThrow(/unsupported image format/);
});
