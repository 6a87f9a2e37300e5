import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';

/** What of an image can be found fine for good. An excess is about the set, not about the image: pin it instead. */
export const dismissibleSchema = z.enum(['exact-copy', 'near-copy', 'below-minimum']);

/** See {@link dismissibleSchema}. */
export type Dismissible = z.infer<typeof dismissibleSchema>;

const saidSchema = z.object({ by: z.string(), at: z.string() });

/** What people said of one image. */
export const imageNoteSchema = z.object({
  /** What type it really is, against the judge's word. */
  type: saidSchema.extend({ type: imageTypeSchema }).optional(),
  /** Reasons to leave that do not count. */
  fine: z.array(saidSchema.extend({ code: dismissibleSchema })).default([]),
});

/** See {@link imageNoteSchema}. */
export type ImageNote = z.infer<typeof imageNoteSchema>;

/**
 * `notes.json`: what people said of an actor's images, by content hash, so that it holds whatever a file is called and comes
 * back with an image that is put back. A record of its own and not part of the manifest: taking a run back restores the manifest
 * to the byte, and must not take back what a person said since.
 */
export const notesSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  images: z.record(z.string(), imageNoteSchema),
});

/** See {@link notesSchema}. */
export type Notes = z.infer<typeof notesSchema>;
