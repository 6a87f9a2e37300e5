import sharp, { type Sharp } from 'sharp';

/** A picture to be made worse: a fresh pipeline (flattened, sRGB) each time, and its size in pixels. */
interface Whole {
  readonly open: () => Sharp;
  readonly width: number;
  readonly height: number;
}

/** Quality of everything that is not about compression: next to nothing is lost. */
const FINE = { quality: 95, chromaSubsampling: '4:4:4' } as const;

/** Standard deviation in tones of the noise that is added: what a telephone shows indoors without a flash. */
const NOISE = 18;

const DEGRADE = {
  /** A radius that follows the size, so that it is as visible in a large picture as in a small one. */
  blurred: ({ open, width, height }) => fine(open().blur(Math.max(1.2, Math.min(width, height) / 250))),
  'over-exposed': ({ open }) => fine(open().linear(1.6, 30)),
  'under-exposed': ({ open }) => fine(open().linear(0.35, 0)),
  'low contrast': ({ open }) => fine(open().linear(0.35, 85)),
  'half size': ({ open, width }) => fine(open().resize(Math.max(2, Math.round(width / 2)))),
  'quarter size': ({ open, width }) => fine(open().resize(Math.max(2, Math.round(width / 4)))),
  'quality 10': ({ open }) => open().jpeg({ quality: 10 }).toBuffer(),
  'quality 10, saved again': async ({ open }) => fine(sharp(await open().jpeg({ quality: 10 }).toBuffer())),
  noisy: async ({ open }) => {
    const { data, info } = await open().raw().toBuffer({ resolveWithObject: true });
    addNoise(data, NOISE);
    return fine(sharp(data, { raw: info }));
  },
} as const satisfies Readonly<Record<string, (picture: Whole) => Promise<Buffer>>>;

/** A way to make a picture worse by an amount that a person sees at once. */
export type Degradation = keyof typeof DEGRADE;

/** Every {@link Degradation}. */
export const DEGRADATIONS = Object.keys(DEGRADE) as readonly Degradation[];

/**
 * A copy of an encoded picture, made worse in one way, as a JPEG; the same bytes every time. Trusted bytes only.
 *
 * Errors: whatever sharp throws on bytes that are no picture.
 */
export async function degraded(bytes: Uint8Array, degradation: Degradation): Promise<Uint8Array> {
  const open = () => sharp(bytes, { autoOrient: true }).flatten({ background: '#ffffff' }).toColourspace('srgb');
  const { width, height } = (await open().metadata()).autoOrient;
  return DEGRADE[degradation]({ open, width, height });
}

function fine(picture: Sharp): Promise<Buffer> {
  return picture.jpeg(FINE).toBuffer();
}

/** Adds roughly normal noise of the given deviation, the same every time (a linear congruential generator, four draws a byte). */
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
