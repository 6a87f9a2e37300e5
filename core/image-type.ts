import * as z from 'zod';

/**
 * The three kinds of image a training set holds. A black-and-white *photograph* is `photorealistic`:
 * grey alone does not make an image stylized.
 */
export const IMAGE_TYPES = ['photorealistic', 'bw_stylized', 'color_stylized'] as const;

/** Schema of {@link ImageType}. */
export const imageTypeSchema = z.enum(IMAGE_TYPES);

/** One of {@link IMAGE_TYPES}. */
export type ImageType = z.infer<typeof imageTypeSchema>;

/** A value per image type. */
export type ByType<T> = Readonly<Record<ImageType, T>>;

/** Schema of a {@link ByType} with `value` for each type; unknown types are refused. */
export const byTypeSchema = <T extends z.ZodType>(value: T) =>
  z.strictObject({ photorealistic: value, bw_stylized: value, color_stylized: value });

/** Builds a {@link ByType} by asking `of` for each type. */
export function byType<T>(of: (type: ImageType) => T): ByType<T> {
  return {
    photorealistic: of('photorealistic'),
    bw_stylized: of('bw_stylized'),
    color_stylized: of('color_stylized'),
  };
}

/** How a type is called in front of people. */
export const TYPE_NAMES: ByType<string> = {
  photorealistic: 'photorealistic',
  bw_stylized: 'black-and-white',
  color_stylized: 'colour',
};
