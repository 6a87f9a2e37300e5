import sharp, { type Sharp } from 'sharp';
import { readPicture } from '../../../adapters/sharp/open.ts';
import { pictureStatistics } from '../../../adapters/sharp/statistics.ts';
import type { PictureFacts } from '../../../core/judging/picture-facts.ts';
import type { JudgeCell } from '../../../core/ports/judge.ts';

/** Statistics of an encoded picture that a test knows to be readable. */
export async function statisticsOf(bytes: Uint8Array): Promise<Record<string, number>> {
  const read = await readPicture(bytes, async (source) => ({ statistics: await pictureStatistics(source) }));
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.statistics;
}

/** A cell with these statistics; the facts beside them are never read by the offline judge. */
export function cellOf(label: string, statistics: Record<string, number>): JudgeCell {
  const hash = '0'.repeat(64);
  const facts: PictureFacts = {
    width: statistics['width'] ?? 1,
    height: statistics['height'] ?? 1,
    format: 'png',
    hash,
    mirroredHash: hash,
    luma: '00'.repeat(256),
    spread: 50,
    statistics,
  };
  return { label, facts };
}

function svg(width: number, height: number, body: string): Sharp {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`),
  );
}

/** Black ink on white paper: outlines and hatching, no grey. */
export function inkDrawing(edge = 768): Sharp {
  const k = edge / 768;
  const hatching = Array.from(
    { length: 40 },
    (_, i) => `<path d="M${(200 + i * 9) * k} ${(470 + (i % 5) * 6) * k} l${60 * k} ${110 * k}"/>`,
  ).join('');
  const body =
    `<rect width="100%" height="100%" fill="#fff"/><g fill="none" stroke="#000" stroke-width="${5 * k}">` +
    `<ellipse cx="${384 * k}" cy="${300 * k}" rx="${150 * k}" ry="${190 * k}"/>` +
    `<path d="M${230 * k} ${260 * k} q${150 * k} ${-260 * k} ${310 * k} 0"/>` +
    `<path d="M${320 * k} ${380 * k} q${60 * k} ${50 * k} ${130 * k} 0"/>` +
    `<circle cx="${330 * k}" cy="${280 * k}" r="${18 * k}"/><circle cx="${440 * k}" cy="${280 * k}" r="${18 * k}"/>` +
    `<path d="M${180 * k} ${740 * k} q${40 * k} ${-240 * k} ${200 * k} ${-250 * k} q${200 * k} 0 ${220 * k} ${250 * k}"/>` +
    `<g stroke-width="${2 * k}">${hatching}</g></g>`;
  return svg(edge, edge, body);
}

/** A comic in flat colours with black outlines. */
export function flatComic(): Sharp {
  const body =
    '<rect width="100%" height="100%" fill="#7ec8f2"/><rect y="520" width="768" height="248" fill="#58b368"/>' +
    '<g stroke="#111" stroke-width="6"><rect x="214" y="480" width="340" height="288" fill="#d8344a"/>' +
    '<ellipse cx="384" cy="310" rx="150" ry="180" fill="#ffd9b0"/>' +
    '<path d="M230 280 q20 -210 160 -200 q150 0 150 200 q-150 -110 -310 0" fill="#4a2c1d"/>' +
    '<circle cx="330" cy="310" r="20" fill="#fff"/><circle cx="440" cy="310" r="20" fill="#fff"/>' +
    '<path d="M320 400 q60 50 130 0" fill="#b03030"/><path d="M600 140 l60 20 l-20 60 z" fill="#ffe14d"/></g>';
  return svg(768, 768, body);
}

/** One colour turning into another, and nothing else. */
export function gradient(): Sharp {
  const stops = '<stop offset="0" stop-color="#113"/><stop offset="1" stop-color="#fc8"/>';
  return svg(
    600,
    600,
    `<linearGradient id="g">${stops}</linearGradient><rect width="600" height="600" fill="url(#g)"/>`,
  );
}

/** Noise like a camera's view: a sum of smoothed noise at every scale (as natural scenes have it), with shading and grain. */
export async function sceneLike(edge = 512): Promise<Sharp> {
  const sum = new Float32Array(edge * edge * 3);
  for (let cells = 4; cells <= edge; cells *= 2) {
    const octave = await sharp(pseudoRandomBytes(cells * cells * 3, cells), {
      raw: { width: cells, height: cells, channels: 3 },
    })
      .resize(edge, edge, { kernel: 'cubic', fit: 'fill' })
      .raw()
      .toBuffer();
    const weight = 2.4 / cells ** 0.9;
    for (let i = 0; i < sum.length; i++) {
      // Mostly grey: the colours of a scene vary less than its brightness.
      const grey = octave[i - (i % 3)] ?? 0;
      sum[i] = (sum[i] ?? 0) + weight * (0.75 * grey + 0.25 * (octave[i] ?? 0) - 128);
    }
  }
  const rgb = Buffer.from(sum.map((value) => Math.max(4, Math.min(251, 118 + value))));
  return sharp(rgb, { raw: { width: edge, height: edge, channels: 3 } });
}

/** The picture in the browns of an old print. Encoded in between: sharp turns grey last, whatever the order of the calls. */
export async function sepia(picture: Sharp): Promise<Sharp> {
  const grey = await picture.clone().greyscale().png().toBuffer();
  return sharp(grey).toColourspace('srgb').tint('#d8b070');
}

/** A {@link sceneLike} of 1024 pixels as crisp as a good camera's, as a fine JPEG. */
export async function crispScene(): Promise<Buffer> {
  return (await sceneLike(1024)).sharpen({ sigma: 1.2, m1: 4, m2: 8 }).jpeg({ quality: 92 }).toBuffer();
}

/** The same bytes for the same seed (xorshift). */
export function pseudoRandomBytes(length: number, seed: number): Buffer {
  let state = seed * 2654435761 || 1;
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state & 255;
  }
  return bytes;
}

/** Pictures of which nobody can say what they are, by name. */
export const NOTHING_TO_SEE: readonly (readonly [string, () => Sharp])[] = [
  ['a single pixel', () => sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })],
  ['a blank page', () => sharp({ create: { width: 800, height: 800, channels: 3, background: '#fff' } })],
  ['a plain gradient', () => gradient()],
  ['a thumbnail of 40 pixels', () => inkDrawing(40)],
  [
    'television snow',
    () => sharp(pseudoRandomBytes(256 * 256 * 3, 5), { raw: { width: 256, height: 256, channels: 3 } }),
  ],
];
