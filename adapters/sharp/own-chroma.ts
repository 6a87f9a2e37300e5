/** Tones that a tint is taken out of one by one. */
const TONES = 16;

/**
 * What is left of a picture's colours (R - G and (R + G) / 2 - B) once the mean colour of each of 16 tones is taken away, as a
 * standard deviation, 0-255, one decimal. A tint goes with the tone, colours of one's own do not.
 *
 * @param luma one byte a pixel of the same picture.
 */
export function ownChroma(rgb: Uint8Array, luma: Uint8Array): number {
  const count = new Float64Array(TONES);
  const sum = [new Float64Array(TONES), new Float64Array(TONES)] as const;
  let squares = 0;
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) {
    const [r, g, b] = [rgb[p] ?? 0, rgb[p + 1] ?? 0, rgb[p + 2] ?? 0];
    const [redGreen, yellowBlue] = [r - g, (r + g) / 2 - b];
    const tone = Math.floor(((luma[i] ?? 0) * TONES) / 256);
    count[tone] = (count[tone] ?? 0) + 1;
    sum[0][tone] = (sum[0][tone] ?? 0) + redGreen;
    sum[1][tone] = (sum[1][tone] ?? 0) + yellowBlue;
    squares += redGreen ** 2 + yellowBlue ** 2;
  }
  const explained = sum.reduce(
    (total, sums) => total + sums.reduce((part, each, tone) => part + each ** 2 / Math.max(1, count[tone] ?? 0), 0),
    0,
  );
  return Math.round(Math.sqrt(Math.max(0, squares - explained) / Math.max(1, luma.length)) * 10) / 10;
}
