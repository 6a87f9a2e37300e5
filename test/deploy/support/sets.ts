import type { ImageType } from '../../../core/image-type.ts';
import { coloured, type Files } from '../../support/small-cast.ts';

/** Pictures of 96 pixels are large enough here, and a set of six is a full one: 4 photographs, one in ink, one in colour. */
export const SMALL_SETS = {
  target: { total: 6, floor: 2, shares: { photorealistic: 66, bw_stylized: 17, color_stylized: 17 } },
  generate: { minEdge: 64 },
} as const;

let variant = 0;

/** So many pictures of one type, the worst first. No two have the same bytes. */
export async function many(type: ImageType, count: number): Promise<Files> {
  const files = Array.from({ length: count }, async (_, n) => {
    return [`${type}-${n}.png`, await coloured({ type, score: 1 + ((4 + n) % 10) }, variant++)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** Six photographs and nothing else: the two worst leave, two others are made. */
export const lopsided = () => many('photorealistic', 6);

/** A set that is as it should be. */
export async function balanced(): Promise<Files> {
  const [four, ink, colour] = await Promise.all([
    many('photorealistic', 4),
    many('bw_stylized', 1),
    many('color_stylized', 1),
  ]);
  return { ...four, ...ink, ...colour };
}

/** What a lopsided set is once its plan was carried out: the photographs that stay; two generated ones are there beside them. */
export const STAYED: readonly string[] = [2, 3, 4, 5].map((n) => `photorealistic-${n}.png`);
