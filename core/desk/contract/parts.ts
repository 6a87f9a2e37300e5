import * as z from 'zod';
import { byTypeSchema, imageTypeSchema } from '../../image-type.ts';

/** Images per type. */
export const countsSchema = byTypeSchema(z.int().nonnegative());

/** See {@link countsSchema}. */
export type Counts = z.infer<typeof countsSchema>;

/** A content hash: the only name a picture has on the desk. */
export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** ISO 8601, UTC. */
export const timeSchema = z.string();

/** Id of an actor. Its own file name limits are the store's; this bounds what is looked up at all. */
export const actorIdSchema = z.string().min(1).max(1024);

/** File name of an image in its actor's folder. */
export const fileNameSchema = z.string().min(1).max(1024);

/** Id of a change in its actor's plan. */
export const changeIdSchema = z.string().min(1).max(1100);

/** Words that a person typed: why. */
export const noteSchema = z.string().trim().max(2000);

/** A picture as it is named on the desk. */
export const pictureRefSchema = z.object({
  file: z.string(),
  /** Null where nobody knows the content yet: then there is nothing to show. */
  sha256: contentHashSchema.nullable(),
});

/** See {@link pictureRefSchema}. */
export type PictureRef = z.infer<typeof pictureRefSchema>;

/** How a set differs from what its plan rests on. */
export const differsSchema = z.enum(['changed', 'gone', 'new']);

/** A picture that joined a set. */
export const madePictureSchema = pictureRefSchema.extend({
  actor: z.string(),
  type: imageTypeSchema,
  score: z.number(),
  /** Made by the offline maker: it stands in for a real image. */
  standIn: z.boolean(),
});
