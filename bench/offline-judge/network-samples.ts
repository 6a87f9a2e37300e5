import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { mobileNet } from '../../adapters/offline/network/mobile-net.ts';
import { networkPixels } from '../../adapters/offline/network/network-eye.ts';
import type { PictureSource } from '../../adapters/sharp/open.ts';
import { colourStatistics } from '../../adapters/sharp/statistics/colour.ts';
import { canonicalRaster } from '../../adapters/sharp/statistics/raster.ts';
import { type Label, relabelled, tinted } from './samples.ts';

/** A labelled image, or a changed copy of one, as the network and the question of colour look at it. */
export interface NetworkSample extends Label {
  readonly copy: string;
  readonly features: Float32Array;
  /** Amounts of colour, by name. */
  readonly colour: Readonly<Record<string, number>>;
}

/** Decoded pixels, three bytes each. */
interface Raw {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

/** Longer edge in pixels of what copies are made from: three times what the network looks at. */
const COPY_EDGE = 768;
/** Shorter edge of the small copy. */
const SMALL = 160;

type Change = (base: Sharp, width: number, height: number) => Sharp | Promise<Sharp>;

/** A part of the picture, in shares of its size. */
const part =
  (left: number, top: number, size: number): Change =>
  (base, width, height) =>
    base.extract({
      left: Math.floor(width * left),
      top: Math.floor(height * top),
      width: Math.ceil(width * size),
      height: Math.ceil(height * size),
    });

/**
 * What happens to pictures on their way into a set, and more: so that neither compression, size, exposure, grain nor colour can
 * stand in for a type. Photographs made grey or brown stay photographs: grey alone is no drawing.
 */
const CHANGES: Readonly<Record<string, Change>> = {
  original: (base) => base,
  recompressed: async (base) => sharp(await base.jpeg({ quality: 28 }).toBuffer()),
  small: async (base, width, height) => {
    const edge = Math.max(8, Math.round(width * Math.min(1, SMALL / Math.min(width, height))));
    return sharp(await base.resize(edge).jpeg({ quality: 80 }).toBuffer());
  },
  brighter: (base) => base.linear(1.2, 12),
  dimmer: (base) => base.linear(0.65, 0),
  faded: (base) => base.linear(0.55, 60),
  'middle part': part(0.15, 0.1, 0.7),
  'upper part': part(0.4, 0.05, 0.5),
  'lower part': part(0.05, 0.45, 0.5),
  mirrored: (base) => base.flop(),
  grey: (base) => base.greyscale().toColourspace('srgb'),
  sepia: (base) => base.recomb(tinted([1, 0.93, 0.78])),
  vivid: (base) => base.modulate({ saturation: 1.6, hue: 12 }),
  cool: (base) => base.modulate({ saturation: 0.55, hue: -20 }),
  blurred: (base) => base.blur(2),
  grainy: (base, width, height) =>
    base.composite([
      {
        input: {
          create: {
            width,
            height,
            channels: 3,
            background: '#808080',
            noise: { type: 'gaussian', mean: 128, sigma: 24 },
          },
        },
        blend: 'soft-light',
      },
    ]),
};

type Network = ReturnType<typeof mobileNet>;

/** Every labelled image and its copies, one after the other: a tenth of a second each. */
export async function networkSamples(
  folder: string,
  labels: readonly Label[],
  network: Network,
  done: (images: number) => void,
): Promise<NetworkSample[]> {
  const samples: NetworkSample[] = [];
  for (const [i, label] of labels.entries()) {
    samples.push(...(await copiesOf(await readFile(join(folder, label.file)), label, network)));
    done(i + 1);
  }
  return samples;
}

async function copiesOf(bytes: Uint8Array, label: Label, network: Network): Promise<NetworkSample[]> {
  const base = await decoded(
    sharp(bytes, { autoOrient: true })
      .flatten({ background: '#ffffff' })
      .resize(COPY_EDGE, COPY_EDGE, { fit: 'inside', withoutEnlargement: true }),
  );
  const samples: NetworkSample[] = [];
  for (const [copy, change] of Object.entries(CHANGES)) {
    const source = sourceOf(await decoded(await change(opened(base), base.info.width, base.info.height)));
    const { features } = network(await networkPixels(source));
    const colour = colourStatistics(await canonicalRaster(source));
    samples.push({ ...label, ...relabelled(label, copy), copy, features, colour });
  }
  return samples;
}

async function decoded(picture: Sharp): Promise<Raw> {
  return picture.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

function opened({ data, info }: Raw): Sharp {
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

function sourceOf(raw: Raw): PictureSource {
  const { width, height } = raw.info;
  return { open: () => opened(raw), width, height, format: 'png', bytes: raw.data.length };
}
