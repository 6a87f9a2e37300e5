import type { ImageType } from '../../core/image-type.ts';
import type { ActorId } from './actors.ts';
import type { Place } from './backdrops/all.ts';
import type { ColourLook } from './looks/colour.ts';
import type { InkLook } from './looks/ink.ts';

/** How an image is made: a photograph in colour or in black and white, or a way to draw. */
export type Look = 'photo' | 'mono' | InkLook | ColourLook;

/** What is wrong with an image that has something wrong with it. */
export type Flaw = 'blurred' | 'compressed' | 'near-copy' | 'exact-copy' | 'mirrored-copy';

/** An image of the sample cast as it is drawn. */
export interface PlannedImage {
  readonly file: string;
  readonly look: Look;
  readonly place: Place;
  readonly flaw?: Flaw;
  /** The file of the same actor that a copy is made from. */
  readonly of?: string;
}

/** Which type a look is meant to be taken for. */
export const TYPE_OF_LOOK: Readonly<Record<Look, ImageType>> = {
  photo: 'photorealistic',
  mono: 'photorealistic',
  hatching: 'bw_stylized',
  manga: 'bw_stylized',
  charcoal: 'bw_stylized',
  brush: 'bw_stylized',
  comic: 'color_stylized',
  watercolour: 'color_stylized',
  poster: 'color_stylized',
};

function image(file: string, look: Look, place: Place): PlannedImage {
  return { file, look, place };
}

/** Exactly on target: 13 photographs, 4 in ink, 3 in colour. */
const ADA: readonly PlannedImage[] = [
  image('001.jpg', 'photo', 'studio'),
  image('002.jpg', 'photo', 'street'),
  image('003.jpg', 'photo', 'forest'),
  image('004.jpg', 'photo', 'beach'),
  image('005.jpg', 'mono', 'window'),
  image('006.jpg', 'photo', 'night'),
  image('007.jpg', 'photo', 'bricks'),
  image('008.png', 'hatching', 'library'),
  image('009.png', 'comic', 'mountains'),
  image('010.jpg', 'photo', 'meadow'),
  image('011.webp', 'photo', 'cafe'),
  image('012.jpg', 'photo', 'kitchen'),
  image('013.png', 'manga', 'street'),
  image('014.jpg', 'watercolour', 'harbour'),
  image('015.jpg', 'photo', 'library'),
  image('016.png', 'charcoal', 'studio'),
  image('017.jpg', 'mono', 'stage'),
  image('018.jpg', 'brush', 'night'),
  image('019.webp', 'poster', 'forest'),
  image('020.jpg', 'photo', 'harbour'),
];

/** Too many photographs, among them a blurred one and two copies; one ink drawing. */
const BO: readonly PlannedImage[] = [
  image('beach_01.jpg', 'photo', 'beach'),
  image('beach_02.jpg', 'photo', 'beach'),
  { file: 'beach_02 (1).jpg', look: 'photo', place: 'beach', flaw: 'exact-copy', of: 'beach_02.jpg' },
  image('cabin_01.jpg', 'photo', 'window'),
  image('cabin_02.png', 'photo', 'kitchen'),
  { file: 'cabin_03.jpg', look: 'photo', place: 'library', flaw: 'blurred' },
  image('city_night.jpg', 'photo', 'night'),
  image('city_walk.jpg', 'photo', 'street'),
  image('comic_01.png', 'comic', 'mountains'),
  image('concert.jpg', 'photo', 'stage'),
  image('forest_01.jpg', 'photo', 'forest'),
  image('forest_02.webp', 'photo', 'forest'),
  image('harbour_01.jpg', 'photo', 'harbour'),
  { file: 'harbour_01_small.jpg', look: 'photo', place: 'harbour', flaw: 'near-copy', of: 'harbour_01.jpg' },
  image('harbour_02.jpg', 'photo', 'harbour'),
  image('hills_sunset.jpg', 'photo', 'meadow'),
  image('ink_01.png', 'hatching', 'harbour'),
  image('painting_01.jpg', 'watercolour', 'mountains'),
  image('portrait_bw.jpg', 'mono', 'studio'),
  image('portrait_studio.jpg', 'photo', 'studio'),
  image('snow_01.jpg', 'photo', 'mountains'),
  image('wall.jpg', 'photo', 'bricks'),
];

/** Too much ink, among it a mirrored copy and a drawing compressed to pieces; too few photographs. */
const CY: readonly PlannedImage[] = [
  image('color-01.png', 'comic', 'mountains'),
  image('color-02.jpg', 'poster', 'night'),
  image('color-03.webp', 'watercolour', 'kitchen'),
  image('ink-01.png', 'hatching', 'mountains'),
  image('ink-02.png', 'manga', 'cafe'),
  image('ink-03.jpg', 'charcoal', 'forest'),
  image('ink-04.png', 'brush', 'street'),
  { file: 'ink-04-flipped.png', look: 'brush', place: 'street', flaw: 'mirrored-copy', of: 'ink-04.png' },
  image('ink-05.png', 'manga', 'harbour'),
  image('ink-06.png', 'hatching', 'window'),
  image('ink-07.png', 'charcoal', 'library'),
  { file: 'ink-08.jpg', look: 'manga', place: 'mountains', flaw: 'compressed' },
  image('photo-01.jpg', 'photo', 'cafe'),
  image('photo-02.jpg', 'photo', 'bricks'),
  image('photo-03.jpg', 'mono', 'street'),
  image('photo-04.webp', 'photo', 'meadow'),
  image('photo-05.jpg', 'photo', 'stage'),
  image('photo-06.jpg', 'photo', 'window'),
  image('photo-07.jpg', 'photo', 'harbour'),
];

/** A set that has only begun. */
const DEE: readonly PlannedImage[] = [
  image('IMG_2041.jpg', 'photo', 'kitchen'),
  image('IMG_2044.jpg', 'photo', 'forest'),
  image('IMG_2050.jpg', 'photo', 'library'),
  image('IMG_2057.jpg', 'mono', 'bricks'),
  image('IMG_2063.jpg', 'photo', 'meadow'),
  image('IMG_2071.jpg', 'photo', 'studio'),
  image('IMG_2078.jpg', 'photo', 'harbour'),
  image('IMG_2090.jpg', 'photo', 'street'),
  image('sketch.png', 'hatching', 'window'),
];

/** What is drawn for whom. */
export const PLANNED_CAST: Readonly<Record<ActorId, readonly PlannedImage[]>> = {
  'ada-stone': ADA,
  'bo-reed': BO,
  'cy-vale': CY,
  'dee-marsh': DEE,
};
