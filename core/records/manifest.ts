import * as z from 'zod';

/** Where an image came from. */
const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upload') }),
  z.object({ kind: z.literal('run'), run: z.string(), promptNumber: z.int().positive() }),
]);

/**
 * `manifest.json`, as far as judging and planning read it: which images somebody pinned, and which a run made with
 * which prompt. A set without a manifest has neither.
 */
export const manifestSchema = z.object({
  schema: z.literal(1),
  actor: z.string(),
  images: z.array(
    z.object({
      file: z.string(),
      sha256: z.string(),
      pinned: z.boolean().default(false),
      origin: originSchema.default({ kind: 'upload' }),
    }),
  ),
});

/** See {@link manifestSchema}. */
export type Manifest = z.infer<typeof manifestSchema>;
