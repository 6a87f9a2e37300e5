import * as z from 'zod';
import { changeSchema } from '../../plan/change.ts';
import { contentHashSchema, countsSchema, differsSchema } from './parts.ts';
import { reasonGroupSchema } from './run-state.ts';

/** A change of a plan, with the pictures it is about by their content. */
export const deskChangeSchema = z.object({
  actor: z.string(),
  change: changeSchema,
  group: reasonGroupSchema,
  /** The picture that would leave; null for one that is yet to be made. */
  sha256: contentHashSchema.nullable(),
  /** The copy that stays in its place, and what became of that one since the plan was made. */
  kept: z
    .object({ file: z.string(), sha256: contentHashSchema.nullable(), moved: differsSchema.nullable() })
    .nullable(),
  /** Whether somebody pinned the picture since the plan was made: approving that asks for more. */
  pinned: z.boolean(),
  /** What became of the picture since the plan was made; null where it is as it was. */
  moved: differsSchema.nullable(),
});

/** See {@link deskChangeSchema}. */
export type DeskChange = z.infer<typeof deskChangeSchema>;

/** What the balance of an actor is reckoned from. */
export const deskPlanSchema = z.object({
  actor: z.string(),
  planHash: z.string(),
  before: countsSchema,
  target: countsSchema,
  after: countsSchema,
});

/** See {@link deskPlanSchema}. */
export type DeskPlan = z.infer<typeof deskPlanSchema>;

/** `GET /api/runs/:id/changes?cursor=`: whole actors at a time, in an order that stays. */
export const changesPageSchema = z.object({
  planHash: z.string(),
  plans: z.array(deskPlanSchema),
  changes: z.array(deskChangeSchema),
  /** Where the next page begins; null on the last. */
  next: z.string().nullable(),
});

/** See {@link changesPageSchema}. */
export type ChangesPage = z.infer<typeof changesPageSchema>;
