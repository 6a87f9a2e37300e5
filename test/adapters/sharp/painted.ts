import sharp, { type Sharp } from 'sharp';

/** One colour all over. */
export function plain(width: number, height: number, background: string): Sharp {
  return sharp({ create: { width, height, channels: 4, background } });
}

/** Top left red, top right green, bottom left blue, bottom right yellow: shows which way up a picture came out. */
export function quarters(width: number, height: number): Sharp {
  return fromPixels(width, height, (x, y) => {
    if (y < height / 2) return x < width / 2 ? [255, 0, 0] : [0, 255, 0];
    return x < width / 2 ? [0, 0, 255] : [255, 255, 0];
  });
}

/** Soft shapes, different for every seed, as a photograph has them. */
export function scene(width: number, height: number, seed: number): Sharp {
  const wave = (a: number, b: number, x: number, y: number) => Math.sin(a * x + b * y + seed * (a + 2 * b));
  return fromPixels(width, height, (px, py) => {
    const [x, y] = [(px / width) * 6, (py / height) * 6];
    const light = 128 + 32 * wave(1.3, 0.4, x, y) + 28 * wave(-0.7, 1.9, x, y) + 24 * wave(2.6, 2.2, x, y);
    return [light + 20 * wave(3.1, -1.7, x, y), light, light - 20 * wave(0.9, 3.3, x, y)];
  });
}

/** A picture from a formula: `colour` gives red, green and blue, 0-255, of every pixel. */
export function fromPixels(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Sharp {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rgb.set(colour(x, y), (y * width + x) * 3);
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Red, green and blue at a point of raw pixels. */
export function pixelAt(picture: { width: number; rgb: Uint8Array }, x: number, y: number): number[] {
  const start = (y * picture.width + x) * 3;
  return [...picture.rgb.subarray(start, start + 3)];
}

/** Largest difference of two colours in any channel, 0-255. */
export function colourDistance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
}
