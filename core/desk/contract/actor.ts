import * as z from 'zod';
import { imageTypeSchema } from '../../image-type.ts';
import { judgeSignatureSchema } from '../../judging/verdict.ts';
import { withheldSchema } from '../../plan/change.ts';
import { findingSchema } from '../../plan/plan.ts';
import { dismissibleSchema } from '../../records/notes.ts';
import { deskChangeSchema } from './changes.ts';
import { contentHashSchema, countsSchema, differsSchema, pictureRefSchema, timeSchema } from './parts.ts';
import { deskRunStateSchema } from './run-state.ts';

/** What a judge said of a picture. */
export const deskVerdictSchema = z.object({
  type: imageTypeSchema,
  score: z.number(),
  /** 0 to 1. */
  confidence: z.number(),
  /** Too unsure for anything to be retired on its word. */
  unsure: z.boolean(),
  /** The model's own words: foreign text, shown as text only. */
  words: z.string(),
  judge: judgeSignatureSchema.omit({ key: true }),
  /** When it was looked at. */
  at: timeSchema,
});

/** Where a picture came from. */
export const deskOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upload') }),
  z.object({ kind: z.literal('run'), run: z.string(), promptNumber: z.int(), standIn: z.boolean() }),
]);

/** A picture of the set. */
export const deskPictureSchema = z.object({
  file: z.string(),
  /** Null for a file that came after the last run looked. */
  sha256: contentHashSchema.nullable(),
  /** Bytes. */
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Null: not looked at yet. */
  verdict: deskVerdictSchema.nullable(),
  /** What a person said of the type; it overrules the verdict from the next plan on. */
  corrected: z.object({ type: imageTypeSchema, by: z.string(), at: timeSchema }).nullable(),
  dismissed: z.array(z.object({ code: dismissibleSchema, by: z.string(), at: timeSchema })),
  pinned: z.boolean(),
  origin: deskOriginSchema,
  /** How it differs from what the run saw; null where it does not. */
  moved: differsSchema.nullable(),
});

/** See {@link deskPictureSchema}. */
export type DeskPicture = z.infer<typeof deskPictureSchema>;

/** A picture that left the set and can be put back, or was made by a run and taken out again. */
export const retiredPictureSchema = pictureRefSchema.extend({ run: z.string(), size: z.int() });

/** `GET /api/actors/:id?run=`: the set as it is now, beside what the run (the last that looked at it) saw and planned. */
export const deskActorSchema = z.object({
  actor: z.string(),
  group: z.string().nullable(),
  run: z
    .object({
      run: z.string(),
      startedAt: timeSchema,
      state: deskRunStateSchema,
      /** Of the run as a whole: what decisions carry. Null where there is nothing to decide. */
      planHash: z.string().nullable(),
      /** The run in which this actor is planned again. */
      plannedAgain: z.string().nullable(),
      sequence: z.int().nonnegative(),
    })
    .nullable(),
  /** Why the run could not work on it. */
  problem: z.string().nullable(),
  target: z.object({
    counts: countsSchema,
    total: z.int(),
    tolerance: z.number(),
    minQuality: z.number(),
    floor: z.int(),
  }),
  /** As the run saw it, and after its plan. */
  before: countsSchema,
  after: countsSchema,
  findings: z.array(findingSchema),
  pictures: z.array(deskPictureSchema),
  changes: z.array(deskChangeSchema),
  withheld: z.array(withheldSchema),
  unreadable: z.array(z.object({ file: z.string(), size: z.int(), reason: z.string() })),
  retired: z.array(retiredPictureSchema),
  /** The judge's words about the whole set: foreign text. */
  analysis: z.string(),
  /** Runs that changed the set, the last one last. */
  changedBy: z.array(z.string()),
});

/** See {@link deskActorSchema}. */
export type DeskActor = z.infer<typeof deskActorSchema>;
