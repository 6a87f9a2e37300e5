import * as z from 'zod';

/** A 256-bit perceptual hash as 64 hexadecimal digits. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the pixels say of a picture without any judge: plain numbers, so that rules stay pure and records stay readable.
 * `statistics` are named by the codec that measured them; the offline judge reads them, nothing else does;
 * there are none where its verdict is remembered or another judge is asked.
 */
export const pictureFactsSchema = z.object({
  /** Upright width and height in pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** What the bytes are, whatever the file is called. */
  format: z.enum(['jpeg', 'png', 'webp']),
  /** dHash (16 x 16 comparisons of neighbours) of the picture, and of its mirror image. */
  hash: hashSchema,
  mirroredHash: hashSchema,
  /** The picture as 16 x 16 greys, a byte each, row by row: what two hashes that are close are checked against. */
  luma: z.string().regex(/^[0-9a-f]{512}$/),
  /** Standard deviation of luma over the whole picture, 0-127: near 0 for a blank one, whose hash means nothing. */
  spread: z.number().nonnegative(),
  /**
   * How much colour there is beside a tint, 0-255: what is left of the colours once the mean colour of each tone is taken
   * away. Near 0 for greys, sepia and a drawing on cream paper. Records of earlier versions lack it.
   */
  ownChroma: z.number().nonnegative().optional(),
  statistics: z.record(z.string(), z.number()),
});

/** See {@link pictureFactsSchema}. */
export type PictureFacts = z.infer<typeof pictureFactsSchema>;
