import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';
import { SHEET } from '../report/sheet-geometry.ts';
import { seededRandom, shuffled } from '../seeded-random.ts';
import type { PictureFacts } from './picture-facts.ts';

/** The types that a picture drawn by rules can have without a doubt. */
const CANARY_TYPES = ['bw_stylized', 'color_stylized'] as const;

/** A cell that is no image of the set: drawn by code, so that its right answer is known. */
export const canarySchema = z.object({
  /** What stands under it on the sheet. */
  label: z.string(),
  type: imageTypeSchema,
});

/** See {@link canarySchema}. */
export type Canary = z.infer<typeof canarySchema>;

/** A sheet as a judge gets it. */
export const judgeSheetSchema = z.object({
  /** Record name of the JPEG. */
  name: z.string(),
  /** In reading order: what stands under each cell, and whose image it is by its label in the set; none is the canary. */
  cells: z.array(z.object({ label: z.string(), image: z.string().optional() })),
  canary: canarySchema,
});

/** See {@link judgeSheetSchema}. */
export type JudgeSheet = z.infer<typeof judgeSheetSchema>;

/** What a sheet is to show. */
export interface SheetPlan extends Omit<JudgeSheet, 'name' | 'canary'> {
  readonly canary: Canary & { readonly type: (typeof CANARY_TYPES)[number] };
  /** For the drawing of the canary: no two sheets have the same one. */
  readonly drawing: number;
}

/**
 * Lays out a sheet: the images in another order than in the set, a canary at any place among them, and under each a number
 * that says nothing of either. A judge that counts instead of looking, or takes one cell for its neighbour, names the wrong
 * ones and may miss the canary.
 *
 * @param images labels in the set.
 * @param seed the same one gives the same sheet, so that a step that is tried again draws what it drew before.
 */
export function planSheet(images: readonly string[], seed: string): SheetPlan {
  const random = seededRandom(1, seed);
  const places = shuffled<string | undefined>([...images, undefined], random);
  const codes = shuffled(CODES, random);
  const cells = places.map((image, index) => {
    const label = codes[index] ?? String(100 + index);
    return image === undefined ? { label } : { label, image };
  });
  const label = cells.find(({ image }) => image === undefined)?.label ?? '';
  const canary = { label, type: random.pick(CANARY_TYPES) };
  return { cells, canary, drawing: Math.floor(random.between(0, 2 ** 31)) };
}

/** The facts of a canary's cell, for a judge that looks at pictures and reads none of them. */
export const CANARY_FACTS: PictureFacts = {
  width: SHEET.picture,
  height: SHEET.picture,
  format: 'png',
  hash: '0'.repeat(64),
  mirroredHash: '0'.repeat(64),
  luma: '0'.repeat(512),
  spread: 0,
  statistics: {},
};

/** Two digits each. */
const CODES: readonly string[] = Array.from({ length: 90 }, (_, index) => String(10 + index));
