import type { Sharp } from 'sharp';
import type { Pixels } from '../../../core/ports/image-codec.ts';
import { gaussian } from '../raster/gaussian.ts';
import { at, byteAt, lumaOf, type Plane, plainBytes, planeOf } from '../raster/plane.ts';

/** Long side of the small copy that is looked at. */
const EDGE = 96;

/**
 * Where somebody probably is, as a plane that adds up to 1: detail (backdrops are out of focus), skin, and the middle of
 * the picture. A guess without any model, good enough to keep heads inside a crop and to draw backdrops paler.
 */
export async function subjectOf(picture: Sharp): Promise<Plane> {
  const { data, info } = await picture
    .resize(EDGE, EDGE, { fit: 'inside', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small: Pixels = { width: info.width, height: info.height, rgb: plainBytes(data) };
  const detail = detailOf(lumaOf(small));
  const weighed = planeOf(small, (x, y, i) => {
    const [u, v] = [x / small.width - 0.5, y / small.height - 0.36];
    const middle = Math.exp(-(u * u) / 0.08 - (v * v) / 0.14);
    return (0.15 + detail(i)) * (0.35 + 1.6 * skin(small.rgb, 3 * i)) * (0.15 + middle);
  });
  const soft = gaussian(weighed, EDGE / 24);
  const sum = soft.values.reduce((total, value) => total + value, 0);
  return { ...soft, values: soft.values.map((value) => value / sum) };
}

/** How strongly luma changes around a sample, 0 to 1: the strongest are all alike, so that one lamp does not win. */
function detailOf(luma: Plane): (index: number) => number {
  const blurred = gaussian(luma, 1.5);
  const change = planeOf(luma, (_x, _y, i) => Math.abs(at(luma.values, i) - at(blurred.values, i)));
  const spread = gaussian(change, 3);
  const most = spread.values.reduce((max, value) => Math.max(max, value), 1e-6);
  return (i) => Math.min(1, (2 * at(spread.values, i)) / most);
}

/** How much a colour is that of skin, of whatever tone: red over green over blue, by shares and not by brightness. */
function skin(rgb: Uint8Array, o: number): number {
  const [r, g, b] = [byteAt(rgb, o), byteAt(rgb, o + 1), byteAt(rgb, o + 2)];
  const sum = r + g + b;
  if (sum < 60 || r <= g || g < b) return 0;
  const [red, green] = [r / sum, g / sum];
  return Math.exp(-(((red - 0.44) / 0.055) ** 2) - ((green - 0.315) / 0.03) ** 2);
}
