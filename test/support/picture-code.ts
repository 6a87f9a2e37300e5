import type { ImageType } from '../../core/image-type.ts';

/** A colour as three channels, 0-255. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** What a plain picture of one colour says of itself to the stand-in vision server. */
export interface PictureMeaning {
  readonly type: ImageType;
  /** 1 to 10. */
  readonly score: number;
}

/**
 * The colour that means this verdict: red for photorealistic, grey for black-and-white stylized, blue for colour stylized;
 * the brightest channel is 40 + 20 x score. Steps of 20 are far more than JPEG at quality 90 moves a plain area.
 */
export function colourOf({ type, score }: PictureMeaning): Colour {
  const bright = 40 + 20 * score;
  const dim = Math.round(bright * 0.3);
  if (type === 'photorealistic') return { r: bright, g: dim, b: dim };
  if (type === 'color_stylized') return { r: dim, g: dim, b: bright };
  return { r: bright, g: bright, b: bright };
}

/** What a colour means; every colour means something, so that photographs and drawings get an answer too. */
export function meaningOf({ r, g, b }: Colour): PictureMeaning {
  const bright = Math.max(r, g, b);
  const saturation = bright === 0 ? 0 : (bright - Math.min(r, g, b)) / bright;
  const type = saturation < 0.25 ? 'bw_stylized' : r >= b ? 'photorealistic' : 'color_stylized';
  return { type, score: Math.min(10, Math.max(1, Math.round((bright - 40) / 20))) };
}
