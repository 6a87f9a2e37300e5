import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { technicalQuality } from '../../adapters/offline/technical-quality.ts';
import { type Label, measured } from './samples.ts';

/** Ways to spoil a picture, each by an amount a person would see at once. */
export const DAMAGES: Readonly<Record<string, (picture: Sharp, width: number, height: number) => Promise<Buffer>>> = {
  blurred: (p, w, h) => fine(p.blur(Math.max(1.2, Math.min(w, h) / 250))),
  'quality 10': (p) => p.jpeg({ quality: 10 }).toBuffer(),
  'over-exposed': (p) => fine(p.linear(1.6, 30)),
  'under-exposed': (p) => fine(p.linear(0.35, 0)),
  'low contrast': (p) => fine(p.linear(0.35, 85)),
  'quarter size': (p, w) => fine(p.resize(Math.max(4, Math.round(w / 4)))),
  'quarter size, enlarged again': async (p, w, h) => {
    const small = await p
      .resize(Math.max(4, Math.round(w / 4)))
      .png()
      .toBuffer();
    return fine(sharp(small).resize(w, h, { fit: 'fill' }));
  },
  noisy: async (p) => {
    const { data, info } = await p.raw().toBuffer({ resolveWithObject: true });
    addNoise(data, 18);
    return fine(sharp(data, { raw: info }));
  },
};

function fine(picture: Sharp): Promise<Buffer> {
  return picture.jpeg({ quality: 92 }).toBuffer();
}

/** Adds noise of the given deviation in tones, the same every time (a linear congruential generator, four draws a byte). */
function addNoise(bytes: Uint8Array, deviation: number): void {
  let state = 7;
  for (let i = 0; i < bytes.length; i++) {
    let draw = 0;
    for (let k = 0; k < 4; k++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      draw += state / 0x7fffffff - 0.5;
    }
    bytes[i] = Math.max(0, Math.min(255, (bytes[i] ?? 0) + draw * Math.sqrt(3) * deviation));
  }
}

/** Per damage, the share of images whose damaged copy scores below them, and the mean scores. */
export async function rankDamagedCopies(folder: string, labels: readonly Label[]) {
  const rows: Record<string, { lower: number; meanScore: number }> = {};
  const originals: number[] = [];
  const lower: Record<string, number[]> = {};
  for (const { file, type } of labels) {
    const bytes = await readFile(join(folder, file));
    const photographic = type === 'photorealistic' ? 1 : 0;
    const before = technicalQuality(await measured(bytes), photographic).score;
    originals.push(before);
    for (const [name, damage] of Object.entries(DAMAGES)) {
      const { width, height } = await sharp(bytes).metadata();
      const copy = await damage(sharp(bytes).flatten({ background: '#ffffff' }).toColourspace('srgb'), width, height);
      const after = technicalQuality(await measured(copy), photographic).score;
      lower[name] = [...(lower[name] ?? []), after];
    }
  }
  for (const [name, scores] of Object.entries(lower)) {
    const below = scores.filter((score, i) => score < (originals[i] ?? 0)).length;
    rows[name] = { lower: below / scores.length, meanScore: scores.reduce((a, b) => a + b, 0) / scores.length };
  }
  return {
    images: originals.length,
    meanScore: originals.reduce((a, b) => a + b, 0) / originals.length,
    damaged: rows,
  };
}
