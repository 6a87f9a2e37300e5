import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedNetwork } from '../../../adapters/offline/network/installed.ts';
import { committedNetworkHead } from '../../../adapters/offline/network/network-head.ts';
import { offlineJudge } from '../../../adapters/offline/offline-judge.ts';
import { drawSampleCast } from '../../../local/sample-cast/draw-sample-cast.ts';
import { SAMPLE_CAST, type SampleImage } from '../../../local/sample-cast/sample-truth.ts';
import { bitsApart, differenceHashes } from './difference-hash.ts';
import { type DrawnImage, drawnCast } from './drawn-cast.ts';

let cast: ReadonlyMap<string, DrawnImage> = new Map();

function drawn(actor: string, file: string): DrawnImage {
  const image = cast.get(`${actor}/${file}`);
  if (image === undefined) throw new Error(`${actor}/${file} was not drawn`);
  return image;
}

function bytesOf(actor: string, file: string): Uint8Array {
  return drawn(actor, file).bytes;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Draws here until `count` images are there; a write that fails ends the drawing with its own error. */
async function firstImages(count: number, seed?: number): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  const enough = new Error('enough');
  const write = async (actor: string, file: string, bytes: Uint8Array) => {
    if (digests.size === count) throw enough;
    digests.set(`${actor}/${file}`, digest(bytes));
  };
  await expect(drawSampleCast(write, seed)).rejects.toBe(enough);
  return digests;
}

beforeAll(async () => {
  cast = await drawnCast();
}, 120_000);

describe('a drawn sample cast', () => {
  it('holds the images that its truth lists, and no others', () => {
    const listed = SAMPLE_CAST.flatMap(({ actor, images }) => images.map(({ file }) => `${actor}/${file}`));
    expect([...cast.keys()].toSorted()).toEqual(listed.toSorted());
  });

  it('is the same for the same seed, byte for byte, and another for another seed', async () => {
    for (const [name, hash] of await firstImages(3))
      expect([name, digest(cast.get(name)?.bytes ?? new Uint8Array())]).toEqual([name, hash]);
    for (const [name, hash] of await firstImages(2, 7))
      expect([name, digest(cast.get(name)?.bytes ?? new Uint8Array())]).not.toEqual([name, hash]);
  });

  it('has files that are what their names say, and large enough to train on unless they are flawed', async () => {
    const formats: Record<string, string> = { '.jpg': 'jpeg', '.png': 'png', '.webp': 'webp' };
    for (const { actor, images } of SAMPLE_CAST) {
      for (const { file, note } of images) {
        const { format, width, height } = await sharp(bytesOf(actor, file)).metadata();
        expect([file, format]).toEqual([file, formats[extname(file)]]);
        expect(Math.max(width, height), file).toBeLessThanOrEqual(1100);
        if (note === undefined) expect(Math.min(width, height), file).toBeGreaterThanOrEqual(640);
      }
    }
  });

  it('has no colour in any ink drawing', async () => {
    for (const { actor, images } of SAMPLE_CAST) {
      for (const { file } of images.filter(({ type }) => type === 'bw_stylized')) {
        expect([file, await coloured(bytesOf(actor, file))]).toEqual([file, false]);
      }
    }
  });

  it('has colour in every colour drawing', async () => {
    for (const { actor, images } of SAMPLE_CAST) {
      for (const { file } of images.filter(({ type }) => type === 'color_stylized')) {
        expect([file, await coloured(bytesOf(actor, file))]).toEqual([file, true]);
      }
    }
  });
});

async function coloured(bytes: Uint8Array): Promise<boolean> {
  const { data, info } = await sharp(bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  for (let n = 0; n < data.length; n += info.channels)
    if (data[n] !== data[n + 1] || data[n] !== data[n + 2]) return true;
  return false;
}

/** Copies are found up to 46 bits apart (facts.md); both sides of that keep a margin here. */
const COPY = 40;
const OTHER = 60;

describe('copies in a drawn sample cast', () => {
  it.each(SAMPLE_CAST)(
    'of $actor are near their originals, and all other pairs far apart, mirrored or not',
    async ({ actor, images }) => {
      const hashed = await Promise.all(
        images.map(async (image) => ({ image, ...(await differenceHashes(bytesOf(actor, image.file))) })),
      );
      for (const [index, one] of hashed.entries()) {
        for (const other of hashed.slice(0, index)) {
          const apart = Math.min(bitsApart(one.hash, other.hash), bitsApart(one.hash, other.mirrored));
          const pair = `${one.image.file} and ${other.image.file}`;
          if (original(one.image) === original(other.image)) expect(apart, pair).toBeLessThanOrEqual(COPY);
          else expect(apart, pair).toBeGreaterThanOrEqual(OTHER);
        }
      }
    },
  );

  it('are exact where the truth says so', () => {
    for (const { actor, images } of SAMPLE_CAST) {
      for (const { file, of } of images.filter(({ note }) => note === 'exact-copy')) {
        expect(digest(bytesOf(actor, file))).toBe(digest(bytesOf(actor, of ?? '')));
      }
    }
  });
});

function original(image: SampleImage): string {
  return image.of ?? image.file;
}

describe('the judge that a first run uses', () => {
  it('finds the types that were meant, and calls the spoiled images the worst of their sets', async () => {
    for (const { actor, images } of SAMPLE_CAST) {
      const cells = images.map(({ file }) => {
        const { facts } = drawn(actor, file);
        if ('unreadable' in facts) throw new Error(`${file}: ${facts.unreadable}`);
        return { label: file, facts };
      });
      const patience = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
      const judge = offlineJudge(installedNetwork() === undefined ? undefined : committedNetworkHead());
      const { verdicts } = await judge.judge({ actor, cells, sheet: undefined }, patience);
      const right = images.filter(({ file, type }) => verdicts.get(file)?.type === type);
      // One in ten may be mistaken when the judge learns anew.
      expect(right.length / images.length, actor).toBeGreaterThanOrEqual(0.9);
      const worst = [...verdicts].toSorted(([, a], [, b]) => a.score - b.score)[0]?.[0];
      const spoiled = images.find(({ note }) => note === 'blurred' || note === 'compressed');
      if (spoiled !== undefined) expect(worst).toBe(spoiled.file);
    }
  });
});
