import * as z from 'zod';
import { PICTURE_SIZES } from './images.ts';
import { contentHashSchema, timeSchema } from './parts.ts';

/** Pictures that one call asks for at most. */
export const MAX_PICTURES = 60;

/** A picture as `of` names it in `GET /api/pictures?of=320/<sha256>&of=full/<sha256>`. */
export const wantedPictureSchema = z
  .string()
  .regex(/^[^/]+\/[^/]+$/)
  .transform((text) => {
    const [size, sha256] = text.split('/');
    return { size, sha256 };
  })
  .pipe(z.object({ size: z.enum(PICTURE_SIZES), sha256: contentHashSchema }));

/** See {@link wantedPictureSchema}. */
export type WantedPicture = z.output<typeof wantedPictureSchema>;

/** Where a picture is to be had. */
export const pictureLinkSchema = z.object({
  size: z.enum(PICTURE_SIZES),
  sha256: contentHashSchema,
  /** For `src`: a path of the desk itself on one machine, a signed address of the bucket when deployed. */
  href: z.string(),
  /** From this time on it is to be asked for anew; a picture that does not load earlier is to be asked for once more. */
  until: timeSchema,
});

/** See {@link pictureLinkSchema}. */
export type PictureLink = z.infer<typeof pictureLinkSchema>;

/** `GET /api/pictures`: what is known of what was asked for, in that order; unknown pictures are left out. */
export const pictureLinksSchema = z.object({ schema: z.literal(1), links: z.array(pictureLinkSchema) });

/** See {@link pictureLinksSchema}. */
export type PictureLinks = z.infer<typeof pictureLinksSchema>;
