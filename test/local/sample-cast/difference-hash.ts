import sharp from 'sharp';

const COLUMNS = 17;
const ROWS = 16;

/** Bits of the 256-bit dHash of an image, and of its mirror image: worked out here without the code it stands in for. */
export async function differenceHashes(
  bytes: Uint8Array,
): Promise<{ hash: readonly boolean[]; mirrored: readonly boolean[] }> {
  const cells = await sharp(bytes)
    .toColourspace('b-w')
    .resize(COLUMNS, ROWS, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
  const cell = (x: number, y: number): number => cells[y * COLUMNS + x] ?? 0;
  const bits = (column: (x: number) => number): readonly boolean[] =>
    Array.from({ length: ROWS * (COLUMNS - 1) }, (_, index) => {
      const [x, y] = [index % (COLUMNS - 1), Math.floor(index / (COLUMNS - 1))];
      return cell(column(x), y) < cell(column(x + 1), y);
    });
  return { hash: bits((x) => x), mirrored: bits((x) => COLUMNS - 1 - x) };
}

/** How many bits differ. */
export function bitsApart(a: readonly boolean[], b: readonly boolean[]): number {
  return a.filter((bit, index) => bit !== b[index]).length;
}
