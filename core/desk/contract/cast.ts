import * as z from 'zod';
import { ACTOR_STATES } from '../rules/cast-codes.ts';
import { timeSchema } from './parts.ts';
import { deskRunStateSchema, reasonGroupSchema } from './run-state.ts';

const column = z.array(z.int().nonnegative());

/**
 * The cast as columns: row `i` of every column is about the same actor. Numbers for words, so that 10,000 actors are at most
 * 220 KiB compressed.
 */
export const castColumnsSchema = z.object({
  id: z.array(z.string()),
  /** Place in {@link ACTOR_STATES}. */
  state: column,
  /** Images per type: now, wanted, and after the plan (as now where none is open). */
  nowPhoto: column,
  nowBw: column,
  nowColour: column,
  wantPhoto: column,
  wantBw: column,
  wantColour: column,
  afterPhoto: column,
  afterBw: column,
  afterColour: column,
  /** Mean score times ten; 0 where nobody knows. */
  score10: column,
  retire: column,
  generate: column,
  /** As FINDING_BITS of rules/cast-codes. */
  findings: column,
  /** Place in `runs`, from 1; 0 where no run has looked at it. */
  run: column,
  /** Place in `groups`, from 1; 0 where it is in none. */
  group: column,
});

/** See {@link castColumnsSchema}. */
export type CastColumns = z.infer<typeof castColumnsSchema>;

/** The run that needs a person first. */
export const attentionSchema = z.object({
  run: z.string(),
  state: deskRunStateSchema,
  startedAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  actors: z.int(),
  retire: z.int(),
  generate: z.int(),
  usd: z.number(),
  byReason: z.partialRecord(reasonGroupSchema, z.int()),
});

/** `GET /api/cast`: everything the overview shows, with an ETag. */
export const castSchema = z.object({
  schema: z.literal(1),
  /** When the newest run wrote what this is made of; null before the first run. */
  asOf: timeSchema.nullable(),
  /** Runs whose index is missing or cannot be read: what is shown is older than it could be. */
  unreadableRuns: z.array(z.string()),
  attention: attentionSchema.nullable(),
  /** In the order of {@link ACTOR_STATES}. */
  stateCounts: z.array(z.int()).length(ACTOR_STATES.length),
  runs: z.array(z.object({ run: z.string(), startedAt: timeSchema, state: deskRunStateSchema })),
  groups: z.array(z.string()),
  columns: castColumnsSchema,
});

/** See {@link castSchema}. */
export type Cast = z.infer<typeof castSchema>;
