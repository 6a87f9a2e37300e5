import * as z from 'zod';
import { actorIdSchema } from './parts.ts';

/**
 * `POST /api/runs/:id/replan`, with the plan hash and an idempotency key: a new run that acts, over actors of this one, asked
 * for as this one was. What was decided here is carried over where the new plans have the same changes; nothing is approved by
 * that. These actors can be approved in the new run only, and where nobody else is left this run is closed. Answered like a
 * run that was started.
 */
export const replanSchema = z.strictObject({
  /** All whose plans have changes where it is left out. */
  actors: z.array(actorIdSchema).min(1).max(100_000).optional(),
});

/** See {@link replanSchema}. */
export type Replan = z.input<typeof replanSchema>;
