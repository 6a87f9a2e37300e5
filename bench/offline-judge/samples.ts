import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import * as z from 'zod';
import { readPicture } from '../../adapters/sharp/open.ts';
import { pictureStatistics } from '../../adapters/sharp/statistics.ts';
import type { ImageType } from '../../core/image-type.ts';
import { readLabels as readLabelledImages } from '../../local/judge-check/labels.ts';

/** A line of labels.csv: file, type, whether it is a black-and-white photograph, and the public source it is from. */
export interface Label {
  readonly file: string;
  readonly type: ImageType;
  readonly bwPhotograph: boolean;
  readonly source: string;
}

/** A labelled image, or a changed copy of one, with its statistics. */
export interface Sample extends Label {
  readonly copy: string;
  readonly statistics: Readonly<Record<string, number>>;
}

/** Longer edge in pixels of what copies are made from: statistics of type look at 65,000 pixels anyway. */
const COPY_EDGE = 1024;

/** Recompression and shrinking (what happens on the web), brightness, cropping; and grey and sepia, which teach that grey alone is no drawing. */
const COPIES: Readonly<Record<string, (base: Sharp, width: number, height: number) => Sharp>> = {
  recompressed: (base) => base.jpeg({ quality: 30 }),
  half: (base, width) => base.resize(Math.max(8, Math.round(width / 2))),
  brighter: (base) => base.linear(1.15, 10),
  dimmer: (base) => base.linear(0.75, 0),
  grey: (base) => base.greyscale().toColourspace('srgb'),
  sepia: (base) => base.recomb(tinted([1, 0.93, 0.78])),
  cropped: (base, width, height) =>
    base.extract({
      left: Math.floor(width * 0.15),
      top: Math.floor(height * 0.1),
      width: Math.ceil(width * 0.7),
      height: Math.ceil(height * 0.7),
    }),
};

type Row = [number, number, number];

/** Luma times the colour of old paper. */
export function tinted([r, g, b]: Row): [Row, Row, Row] {
  const row = (k: number): Row => [0.299 * k, 0.587 * k, 0.114 * k];
  return [row(r), row(g), row(b)];
}

/** The labels in `folder`, as `evencast judge-check` reads them; `bw_photograph`, yes for those. */
export async function readLabels(folder: string): Promise<readonly Label[]> {
  const images = await readLabelledImages(folder, join(folder, 'labels.csv'));
  return images.map(({ file, truth, source, columns }) => ({
    file,
    type: truth,
    bwPhotograph: columns['bw_photograph'] === 'yes',
    source,
  }));
}

/** Statistics of an encoded image. Throws when it is unreadable: every labelled image is readable. */
export async function measured(bytes: Uint8Array): Promise<Record<string, number>> {
  const statistics = await readPicture(bytes, pictureStatistics);
  if (typeof statistics['unreadable'] === 'string') throw new Error(statistics['unreadable']);
  return z.record(z.string(), z.number()).parse(statistics);
}

/** Every labelled image with its statistics. */
export async function originals(folder: string, labels: readonly Label[]): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const label of labels) {
    const statistics = await measured(await readFile(join(folder, label.file)));
    samples.push({ ...label, copy: 'original', statistics });
  }
  return samples;
}

/** Copies to train on. A grey or sepia copy of a coloured drawing is a black-and-white one. */
export async function trainingCopies(folder: string, labels: readonly Label[]): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const label of labels) {
    const base = await baseOf(await readFile(join(folder, label.file)));
    for (const [copy, change] of Object.entries(COPIES)) {
      const pipeline = change(sharp(base.bytes), base.width, base.height);
      const bytes = await (copy === 'recompressed' ? pipeline : pipeline.png({ compressionLevel: 1 })).toBuffer();
      samples.push({ ...label, ...relabelled(label, copy), copy, statistics: await measured(bytes) });
    }
  }
  return samples;
}

async function baseOf(original: Uint8Array): Promise<{ bytes: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(original)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(COPY_EDGE, COPY_EDGE, { fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** What a grey or sepia copy is: a drawing becomes a black-and-white one, a photograph stays one. */
export function relabelled({ type }: Label, copy: string): Partial<Label> {
  if (copy !== 'grey' && copy !== 'sepia') return {};
  return type === 'photorealistic' ? { bwPhotograph: true } : { type: 'bw_stylized' };
}
