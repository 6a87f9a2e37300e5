import type { PictureSource } from './open.ts';
import { colourStatistics } from './statistics/colour.ts';
import { detailStatistics } from './statistics/detail.ts';
import { exposureStatistics } from './statistics/exposure.ts';
import { naturalnessStatistics } from './statistics/naturalness.ts';
import { canonicalRaster } from './statistics/raster.ts';
import { textureStatistics } from './statistics/texture.ts';
import { toneStatistics } from './statistics/tone.ts';

/** Something that sees more in a picture than statistics of pixels do, and says it in numbers by name. */
export type PictureEye = (source: PictureSource) => Promise<Readonly<Record<string, number>>>;

/**
 * Plain numbers about a picture, by name, for the offline judge: colour, tone, texture and naturalness of a copy of 65,000
 * pixels (what kind of image), exposure of the same copy, and size, sharpness, noise and compression of its own pixels in
 * a window of at most .6 MP (how good). Two decodes, under 30 MB beside what the decoder itself holds. With an `eye`, what it
 * sees takes the place of texture and naturalness, and of most of their time.
 *
 * Errors: whatever sharp throws on pixels that turn out damaged.
 */
export async function pictureStatistics(
  source: PictureSource,
  eye?: PictureEye | undefined,
): Promise<Record<string, number>> {
  const raster = await canonicalRaster(source);
  return {
    width: source.width,
    height: source.height,
    bytesPerPixel: source.bytes / (source.width * source.height),
    ...colourStatistics(raster),
    ...toneStatistics(raster),
    ...(eye === undefined ? { ...textureStatistics(raster), ...naturalnessStatistics(raster) } : await eye(source)),
    ...exposureStatistics(raster),
    ...(await detailStatistics(source, raster)),
  };
}
