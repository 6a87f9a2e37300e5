import * as z from 'zod';
import { differsSchema } from './parts.ts';

/**
 * Why the desk says no, with the status it answers.
 *
 * Stale: decided about other plans, or sets, than there are now; `moved` says which items. AlreadyDecided: somebody was first;
 * that holds. Busy: a run works on the set or the run at this moment. NothingDecided, LookAtWarnings, TypeTheNumber: an
 * approval that lacks something. NotYours: the role does not allow it.
 */
export const REFUSALS = {
  InvalidRequest: 400,
  SessionEnded: 401,
  NotYours: 403,
  WrongOrigin: 403,
  NotFound: 404,
  Stale: 409,
  AlreadyDecided: 409,
  Busy: 409,
  TooLarge: 413,
  WrongHost: 421,
  NothingDecided: 422,
  LookAtWarnings: 422,
  TypeTheNumber: 422,
  Damaged: 500,
  Internal: 500,
  Unavailable: 503,
} as const;

/** A name of {@link REFUSALS}. */
export type RefusalName = keyof typeof REFUSALS;

/** An item that is no longer what was looked at. Without a change it is the whole actor. */
export const movedSchema = z.object({
  actor: z.string(),
  change: z.string().optional(),
  /** `not-planned`: the present plans have no such change. The rest: what became of its picture. */
  why: z.union([differsSchema, z.literal('not-planned')]),
});

/** See {@link movedSchema}. */
export type Moved = z.infer<typeof movedSchema>;

/** Every answer that is no success. `message` is for people: what happened and what to do. Text only, never markup. */
export const refusalSchema = z.object({
  error: z.enum(Object.keys(REFUSALS) as [RefusalName, ...RefusalName[]]),
  message: z.string(),
  moved: z.array(movedSchema).optional(),
  /** With Stale: the hash of the plans that there are now. */
  planHash: z.string().optional(),
  /** With TypeTheNumber: what is to be typed. */
  number: z.int().optional(),
});

/** See {@link refusalSchema}. */
export type Refusal = z.infer<typeof refusalSchema>;
