import * as z from 'zod';
import { imageTypeSchema } from '../image-type.ts';

/** Where an image came from: somebody put it there, or a run made it. What a person added stays there too. */
export const originSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('upload') }),
  z.looseObject({
    kind: z.literal('run'),
    run: z.string(),
    promptNumber: z.int().positive(),
    /** The prompt itself where a person wrote it: then it is not the text of that number. */
    prompt: z.string().optional(),
    maker: z.string().optional(),
    model: z.string().optional(),
    /** Made by the offline maker: it stands in for a real image. */
    standIn: z.boolean().default(false),
    seed: z.int().nonnegative().optional(),
    /** Files of the photographs that were sent along. */
    references: z.array(z.string()).default([]),
  }),
]);

/** See {@link originSchema}. */
export type Origin = z.infer<typeof originSchema>;

/** An image of the set. What a person or another tool added to its entry stays there. */
export const manifestImageSchema = z.looseObject({
  file: z.string(),
  /** Object key; for people and other tools, Evencast goes by `file`. */
  key: z.string().optional(),
  sha256: z.string(),
  size: z.int().nonnegative().optional(),
  type: imageTypeSchema.optional(),
  score: z.number().optional(),
  pinned: z.boolean().default(false),
  origin: originSchema.default({ kind: 'upload' }),
});

/** See {@link manifestImageSchema}. */
export type ManifestImage = z.infer<typeof manifestImageSchema>;

/** Who works on a set at the moment; see core/manifest/lease.ts. */
export const leaseSchema = z.object({
  holder: z.string(),
  run: z.string(),
  /** Milliseconds since 1970. */
  until: z.number(),
});

/** See {@link leaseSchema}. */
export type Lease = z.infer<typeof leaseSchema>;

/**
 * `manifest.json`: the images of an actor, where each came from, which are pinned, and the runs that changed the set. A set
 * without a manifest has only uploads and no pins. Written with conditions only.
 */
export const manifestSchema = z.looseObject({
  schema: z.literal(1),
  actor: z.string(),
  images: z.array(manifestImageSchema),
  /** The runs that changed the set and were not rolled back, the last one last. */
  runs: z.array(z.string()).default([]),
  lease: leaseSchema.optional(),
});

/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;
