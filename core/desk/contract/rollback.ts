import * as z from 'zod';
import { actorIdSchema, countsSchema, fileNameSchema, noteSchema, pictureRefSchema } from './parts.ts';

/** What taking a run back would do to one set. */
export const rollbackActorSchema = z.object({
  actor: z.string(),
  putBack: z.array(pictureRefSchema),
  takeOut: z.array(pictureRefSchema),
  /** What cannot be undone, by name and cause. */
  cannot: z.array(z.object({ file: z.string(), words: z.string() })),
  /** Runs that changed the same pictures since, in the order in which they must be taken back first. */
  first: z.array(z.string()),
  /** Images per type now and afterwards; null where a type is not known. */
  now: countsSchema.nullable(),
  after: countsSchema.nullable(),
});

/** `GET /api/rollbacks/preview?run=&actor=` (`actor` may be repeated; all of the run's without it). Nothing is changed. */
export const rollbackPreviewSchema = z.object({
  run: z.string(),
  actors: z.array(rollbackActorSchema),
  putBack: z.int(),
  takeOut: z.int(),
  cannot: z.int(),
  /** Actors that cannot be taken back before other runs are. */
  blocked: z.int(),
});

/** See {@link rollbackPreviewSchema}. */
export type RollbackPreview = z.infer<typeof rollbackPreviewSchema>;

/** `POST /api/rollbacks` with an idempotency key; answered like a run that was started. */
export const rollbackSchema = z.strictObject({
  run: z.string().min(1).max(80),
  actors: z.array(actorIdSchema).min(1).optional(),
  reason: noteSchema.min(1, 'say why: it is kept in the history'),
});

/** See {@link rollbackSchema}. */
export type Rollback = z.infer<typeof rollbackSchema>;

/**
 * `POST /api/rollbacks/pictures` with an idempotency key: single pictures of a run. Retired ones are put back, made ones taken
 * out; nothing is erased. Done when it is answered.
 */
export const takeBackPicturesSchema = z.strictObject({
  run: z.string().min(1).max(80),
  pictures: z
    .array(z.strictObject({ actor: actorIdSchema, file: fileNameSchema }))
    .min(1)
    .max(500),
  reason: noteSchema.min(1, 'say why: it is kept in the history'),
});

/** See {@link takeBackPicturesSchema}. */
export type TakeBackPictures = z.infer<typeof takeBackPicturesSchema>;

/** Answer of `POST /api/rollbacks/pictures`. */
export const picturesTakenBackSchema = z.object({
  run: z.string(),
  done: z.int(),
  /** What could not be taken back, by name and cause. */
  cannot: z.array(z.object({ actor: z.string(), file: z.string(), words: z.string() })),
});

/** See {@link picturesTakenBackSchema}. */
export type PicturesTakenBack = z.infer<typeof picturesTakenBackSchema>;
