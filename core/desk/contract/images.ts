import * as z from 'zod';
import { imageTypeSchema } from '../../image-type.ts';
import { dismissibleSchema } from '../../records/notes.ts';
import { actorIdSchema, contentHashSchema, fileNameSchema } from './parts.ts';

/** Sizes in `/img/:size/:sha256`: fitted into so many pixels and re-encoded as JPEG, or the picture's own bytes. */
export const PICTURE_SIZES = ['320', '1600', 'full'] as const;

/** One of {@link PICTURE_SIZES}. */
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** `PUT /api/pins`: no plan retires a pinned image. */
export const pinSchema = z.strictObject({ actor: actorIdSchema, file: fileNameSchema, pinned: z.boolean() });

/** See {@link pinSchema}. */
export type Pin = z.infer<typeof pinSchema>;

/** `PUT /api/restores`: puts one retired image back; of several of that name the one that was retired last. */
export const restoreSchema = z.strictObject({
  actor: actorIdSchema,
  file: fileNameSchema,
  run: z.string().min(1).max(80).optional(),
});

/** See {@link restoreSchema}. */
export type Restore = z.infer<typeof restoreSchema>;

/** `PUT /api/types`: what type a picture really is; null goes back to the judge's word. It holds from the next plan on. */
export const typeCorrectionSchema = z.strictObject({
  actor: actorIdSchema,
  sha256: contentHashSchema,
  type: imageTypeSchema.nullable(),
});

/** See {@link typeCorrectionSchema}. */
export type TypeCorrection = z.infer<typeof typeCorrectionSchema>;

/** `PUT /api/findings`: 'this is fine', remembered by content; or no longer. It holds from the next plan on. */
export const findingDismissalSchema = z.strictObject({
  actor: actorIdSchema,
  sha256: contentHashSchema,
  code: dismissibleSchema,
  dismissed: z.boolean(),
});

/** See {@link findingDismissalSchema}. */
export type FindingDismissal = z.infer<typeof findingDismissalSchema>;

/** Answer of these four. */
export const imageChangedSchema = z.object({
  /** False where it was so already. */
  changed: z.boolean(),
  /** The run that had retired it, for a restore. */
  run: z.string().nullable(),
});

/** See {@link imageChangedSchema}. */
export type ImageChanged = z.infer<typeof imageChangedSchema>;
