import * as z from 'zod';
import { actorIdSchema, changeIdSchema, noteSchema } from './parts.ts';
import { movedSchema } from './refusal.ts';
import { deskApprovalSchema } from './runs.ts';

/**
 * `POST /api/runs/:id/approve`, with the plan hash and an idempotency key. It covers what was decided and nothing else:
 * undecided is not approved. There is one approval of a run; what it leaves out stays as it is.
 */
export const approveSchema = z.strictObject({
  /** Only these actors; all of them where it is left out. */
  only: z.array(actorIdSchema).min(1).optional(),
  note: noteSchema.optional(),
  /** The place in the log of the last decision that was seen: later ones must be looked at first. */
  sequence: z.int().nonnegative(),
  /** The number of retirements, typed, where that is asked for. */
  typed: z.int().optional(),
  /** Warnings of the kind that blocks that were looked at. */
  looked: z.array(z.strictObject({ actor: actorIdSchema, change: changeIdSchema })).default([]),
  /** How many of the approved items the person never opened. */
  neverOpened: z.int().nonnegative().default(0),
});

/** See {@link approveSchema}. */
export type Approve = z.input<typeof approveSchema>;

/** Answer of `POST …/approve`. */
export const approvedSchema = z.object({
  /** False where the very same was approved before. */
  first: z.boolean(),
  approval: deskApprovalSchema,
  retire: z.int(),
  generate: z.int(),
  /** Actors whose set is no longer what the plan rests on: nothing of them is carried out, the others stand. */
  moved: z.array(movedSchema),
  /** Whether carrying out has begun. */
  started: z.boolean(),
});

/** See {@link approvedSchema}. */
export type Approved = z.infer<typeof approvedSchema>;

/** `POST /api/runs/:id/reject`, with the plan hash and an idempotency key: closes the run; nothing of it is carried out. */
export const rejectSchema = z.strictObject({ note: noteSchema.optional() });

/** See {@link rejectSchema}. */
export type Reject = z.infer<typeof rejectSchema>;

/** Answer of `POST …/reject`. */
export const rejectedSchema = z.object({ first: z.boolean(), approval: deskApprovalSchema });

/** See {@link rejectedSchema}. */
export type Rejected = z.infer<typeof rejectedSchema>;
