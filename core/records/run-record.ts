import * as z from 'zod';
import { configSchema } from '../config/config.ts';
import { judgeSignatureSchema } from '../judging/verdict.ts';
import { makerNameSchema } from '../ports/image-maker.ts';
import { runRequestSchema } from '../request.ts';

/**
 * `run.json`: what was asked and the configuration as it was when the run began. Every later step reads it from here,
 * so that a config edited half-way changes nothing.
 */
export const runRecordSchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Where the images are, in words. */
  place: z.string(),
  request: runRequestSchema,
  config: configSchema,
  /** Who makes images, where the run may make any. */
  maker: z.object({ name: makerNameSchema, model: z.string(), standIn: z.boolean(), why: z.string() }),
  judge: z.object({ signatures: z.array(judgeSignatureSchema).min(1), why: z.string() }),
  actors: z.int().nonnegative(),
  /** Whether the whole run was asked to be taken back: then nothing of it is carried out any more. */
  takenBack: z.boolean().default(false),
});

/** See {@link runRecordSchema}. */
export type RunRecord = z.infer<typeof runRecordSchema>;

/** `actors.json`: the items of the Distributed Map. */
export const actorItemsSchema = z.array(z.object({ actor: z.string() }));
