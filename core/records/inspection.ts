import * as z from 'zod';
import { pictureFactsSchema } from '../judging/picture-facts.ts';
import { judgeSheetSchema } from '../judging/sheet-plan.ts';

/** An image that was read. */
export const inspectedImageSchema = z.object({
  file: z.string(),
  /** What stands under it on the sheets: its place in the set, "01" … */
  label: z.string(),
  size: z.int().nonnegative(),
  version: z.string(),
  sha256: z.string(),
  facts: pictureFactsSchema,
  /** Record name of the image alone, as a JPEG, where the judge may be shown it. */
  view: z.string().optional(),
});

/** See {@link inspectedImageSchema}. */
export type InspectedImage = z.infer<typeof inspectedImageSchema>;

/** `inspection.json`: what the Composite step found in a set, before anybody judged it. */
export const inspectionSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  images: z.array(inspectedImageSchema),
  /** Reported, never deleted. */
  unreadable: z.array(
    z.object({ file: z.string(), size: z.int().nonnegative(), version: z.string(), reason: z.string() }),
  ),
  /** Files that are no images by their name (captions, notes). */
  ignored: z.array(z.string()),
  /** Record names of the sheets for people. */
  sheets: z.array(z.string()),
  /** The sheets for the judge; empty where it needs none. */
  pages: z.array(judgeSheetSchema),
});

/** See {@link inspectionSchema}. */
export type Inspection = z.infer<typeof inspectionSchema>;
