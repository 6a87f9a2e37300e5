import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { technicalQuality } from '../../../adapters/offline/technical-quality.ts';
import { DEGRADATIONS, degraded } from '../../../adapters/sharp/degradations.ts';
import { crispScene, inkDrawing, statisticsOf } from './drawn-pictures.ts';

describe('technicalQuality', () => {
  it('gives a sharp, clean picture of 1024 pixels 7 or more, with nothing to complain of', async () => {
    const quality = technicalQuality(await statisticsOf(await crispScene()), 1);
    expect(quality.score).toBeGreaterThanOrEqual(7);
    expect(quality.reason).toMatch(/1024 x 1024$/);
  });

  it.each(DEGRADATIONS)('ranks the %s copy of a photograph-like picture below it', async (name) => {
    const original = await crispScene();
    const copy = await degraded(original, name);
    const before = technicalQuality(await statisticsOf(original), 1);
    const after = technicalQuality(await statisticsOf(copy), 1);
    expect(after.score, `${before.reason} / ${after.reason}`).toBeLessThan(before.score);
  });

  it.each([
    ['blurred', /blurred/],
    ['quality 10', /strongly compressed/],
    ['quality 10, saved again', /strongly compressed/],
  ] as const)('gives a photograph-like picture, %s, at most 4 and says so', async (name, words) => {
    const original = await crispScene();
    const copy = await degraded(original, name);
    const quality = technicalQuality(await statisticsOf(copy), 1);
    expect(quality.score).toBeLessThanOrEqual(4);
    expect(quality.reason).toMatch(words);
  });

  it('does not call clean ink on white paper over-exposed', async () => {
    const quality = technicalQuality(await statisticsOf(await inkDrawing(1024).png().toBuffer()), 0.1);
    expect(quality.reason).not.toMatch(/exposed;|over-exposed|compressed/);
    expect(quality.score).toBeGreaterThanOrEqual(7);
  });

  it.each(DEGRADATIONS)('ranks the %s copy of clean ink on paper below it', async (name) => {
    const original = await inkDrawing(1024).png().toBuffer();
    const before = technicalQuality(await statisticsOf(original), 0);
    const after = technicalQuality(await statisticsOf(await degraded(original, name)), 0);
    expect(after.score, `${before.reason} / ${after.reason}`).toBeLessThan(before.score);
  });

  it('calls faint pencil faint and a faint photograph washed out', async () => {
    const faint = await degraded(await inkDrawing(1024).png().toBuffer(), 'low contrast');
    expect(technicalQuality(await statisticsOf(faint), 0).reason).toMatch(/faint/);
    expect(technicalQuality(await statisticsOf(faint), 1).reason).toMatch(/washed out/);
  });

  it('gives a single pixel a 1', async () => {
    const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    expect(technicalQuality(await statisticsOf(pixel), 0.5).score).toBe(1);
  });

  it('stays within 1 to 10 and 300 characters whatever the statistics say', () => {
    const worst = { width: 1, height: 1, sharpness: 0, blockiness: 99, noise: 99, burntShare: 1, clippedWhite: 1 };
    for (const statistics of [{}, worst, { width: 9999, height: 9999, sharpness: 9, toneRange: 255, brightest: 255 }]) {
      const { score, reason } = technicalQuality(statistics, 1);
      expect(score).toBeGreaterThanOrEqual(1);
      expect(score).toBeLessThanOrEqual(10);
      expect(reason.length).toBeLessThanOrEqual(300);
    }
  });
});
