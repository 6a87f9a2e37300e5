import * as z from 'zod';

/** Why a verdict is not to be acted on. The words are made by core/report/wording.ts. */
export const doubtSchema = z.enum([
  /** The judge is less sure than the configuration asks for. */
  'low-confidence',
  /** It said something else when it saw the image alone. */
  'looks-differ',
  /** It calls black-and-white what has colours of its own. */
  'colour-measured',
  /** A copy of the image got another type. */
  'twin-differs',
  /** It was to be looked at alone, and no usable answer came. */
  'not-confirmed',
  /** No usable answer about it came at all. */
  'no-verdict',
]);

/** See {@link doubtSchema}. */
export type Doubt = z.infer<typeof doubtSchema>;
