import * as z from 'zod';

/**
 * How a judge that looks at pictures is asked. `composite`: labelled sheets. `image`: each image alone. `composite+recheck`:
 * sheets first, then each image alone that would leave, that is in doubt, and a share of the rest, so that nothing is
 * retired on a sheet's word alone. A judge that needs no pictures (the offline one) looks at each image by itself anyway.
 */
export const PROTOCOLS = ['composite', 'image', 'composite+recheck'] as const;

/** Schema of {@link Protocol}. */
export const protocolSchema = z.enum(PROTOCOLS);

/** One of {@link PROTOCOLS}. */
export type Protocol = z.infer<typeof protocolSchema>;

/** How an image is shown to a judge: as a cell of a sheet, or alone. */
export const LOOK_KINDS = ['sheet', 'image'] as const;

/** Schema of {@link LookKind}. */
export const lookKindSchema = z.enum(LOOK_KINDS);

/** One of {@link LOOK_KINDS}. */
export type LookKind = z.infer<typeof lookKindSchema>;

/** What a protocol does, in words for the person who starts a run. */
export const PROTOCOL_WORDS: Readonly<Record<Protocol, string>> = {
  composite: 'labelled sheets only; images may leave on a sheet’s word',
  image: 'every image is looked at alone',
  'composite+recheck': 'labelled sheets, then again alone what would leave or is in doubt',
};
