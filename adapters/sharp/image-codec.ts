import sharp from 'sharp';
import { EvencastError } from '../../core/errors.ts';
import type { PictureFacts } from '../../core/judging/picture-facts.ts';
import type { ImageCodec, Look, Pixels } from '../../core/ports/image-codec.ts';
import { limiter } from '../limiter.ts';
import { drawCanary } from './canary.ts';
import { type PictureSource, readPicture, readPixels } from './open.ts';
import { ownChroma } from './own-chroma.ts';
import { greysOf, lumaOf, lumaSpread, perceptualHashes } from './perceptual-hash.ts';
import { drawSheet } from './sheet.ts';
import { type PictureEye, pictureStatistics } from './statistics.ts';

/** Settings of {@link sharpImageCodec}. */
export interface SharpImageCodecOptions {
  /** How many pictures are decoded at a time, 4 unless told: 1 to 4 cost the same CPU time on 2 cores, and each holds memory. */
  readonly inFlight?: number | undefined;
  /** What looks at pictures beside the pixel statistics, where those are wanted. */
  readonly eye?: PictureEye | undefined;
}

/** Hashes and spread are measured on a copy of at most this many pixels a side: sensor noise is not structure. */
const GRID_EDGE = 256;

/** The longest side WebP can hold. */
const WEBP_MAX_EDGE = 16_383;

/**
 * The {@link ImageCodec} that works with sharp (libvips). Sets sharp up for the whole process, when called and not when
 * imported: one thread a picture and no cache (a run never opens a picture twice in a row), and no loader but those of
 * JPEG, PNG, WebP and SVG. SVG stays because the sample drawer needs it; `sniffFormat` keeps it from foreign bytes.
 */
export function sharpImageCodec(options: SharpImageCodecOptions = {}): ImageCodec {
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Svg'].map((format) => `VipsForeignLoad${format}`) });
  const limited = limiter(options.inFlight ?? 4);
  const statistics = (wanted: boolean): Statistics =>
    wanted ? (source) => pictureStatistics(source, options.eye) : none;
  return {
    thumbnail: (bytes, edge, signal) => limited(() => readPixels(bytes, (open) => fitted(open, edge)), signal),
    facts: (bytes, { signal, statistics: wanted = true } = {}) =>
      limited(
        () => readPicture(bytes, async (source) => measured(source, await gridOf(source), statistics(wanted))),
        signal,
      ),
    look: (bytes, { edge, signal, statistics: wanted = true }) =>
      limited(() => readPicture(bytes, (source) => looked(source, edge, statistics(wanted))), signal),
    sheet: drawSheet,
    canary: (type, seed) => limited(() => drawCanary(type, seed)),
    reference: (bytes, edge, signal) => limited(() => readPixels(bytes, (open) => asReference(open, edge)), signal),
    preview: (sheet, scale) => limited(() => shrunk(sheet, scale)),
  };
}

/** What is measured of a picture for a judge. */
type Statistics = (source: PictureSource) => Promise<Record<string, number>>;

const none: Statistics = async () => ({});

async function fitted(open: PictureSource['open'], edge: number): Promise<Pixels> {
  const { data, info } = await open()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true, kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new EvencastError('Internal', `A picture came out with ${info.channels} channels.`);
  return { width: info.width, height: info.height, rgb: data };
}

function asReference(open: PictureSource['open'], edge: number): Promise<Uint8Array> {
  return open()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true, kernel: 'cubic' })
    .jpeg({ quality: 90 })
    .toBuffer();
}

function gridOf(source: PictureSource): Promise<Pixels> {
  return fitted(source.open, GRID_EDGE);
}

async function looked(source: PictureSource, edge: number, statistics: Statistics): Promise<Look> {
  const grid = await gridOf(source);
  const picture = edge > GRID_EDGE ? await fitted(source.open, edge) : await reduced(grid, source, edge);
  return { facts: await measured(source, grid, statistics), picture };
}

/** The grid fitted into a smaller edge, with the sides that `source` itself would get there. */
async function reduced(grid: Pixels, source: PictureSource, edge: number): Promise<Pixels> {
  if (Math.max(grid.width, grid.height) <= edge) return grid;
  const scale = edge / Math.max(source.width, source.height);
  const [width = 1, height = 1] = [source.width, source.height].map((side) => Math.max(1, Math.round(side * scale)));
  const rgb = await sharp(grid.rgb, { raw: { width: grid.width, height: grid.height, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  return { width, height, rgb };
}

async function measured(source: PictureSource, pixels: Pixels, statistics: Statistics): Promise<PictureFacts> {
  const { width, height, rgb } = pixels;
  const grid = { width, height, luma: lumaOf(rgb) };
  return {
    width: source.width,
    height: source.height,
    format: source.format,
    ...(await perceptualHashes(grid)),
    luma: await greysOf(grid),
    spread: lumaSpread(grid),
    ownChroma: ownChroma(rgb, grid.luma),
    statistics: await statistics(source),
  };
}

async function shrunk(sheet: Uint8Array, scale: number): Promise<Uint8Array> {
  if (!(scale > 0 && scale <= 1))
    throw new EvencastError('Internal', `A preview takes a scale of 0 to 1, not ${scale}.`);
  const preview = await readPicture(sheet, ({ open, width, height }) => {
    const [fitWidth = 1, fitHeight = 1] = [width, height].map((side) =>
      Math.min(WEBP_MAX_EDGE, Math.max(1, Math.round(side * scale))),
    );
    return open().resize(fitWidth, fitHeight, { fit: 'inside', kernel: 'cubic' }).webp({ quality: 80 }).toBuffer();
  });
  if ('unreadable' in preview) {
    throw new EvencastError(
      'RecordCorrupt',
      `The sheet cannot be read: ${preview.unreadable}. Run again to draw it anew.`,
    );
  }
  return preview;
}
