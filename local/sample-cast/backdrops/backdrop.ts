import type { SeededRandom } from '../../../core/seeded-random.ts';

/** The light a place gives, as six hexadecimal digits. */
export interface Mood {
  /** What comes from above and all around. */
  readonly sky: string;
  /** What the ground throws back. */
  readonly ground: string;
  readonly key: string;
  /** 1 is a bright day. */
  readonly strength: number;
}

/** A place behind the actor. */
export interface Backdrop {
  /** SVG shapes without text, in units of which the frame is 100 high and `width` wide. */
  readonly shapes: string;
  readonly mood: Mood;
}

/** Draws a place into a frame that is `width` wide and 100 high. */
export type DrawBackdrop = (random: SeededRandom, width: number) => Backdrop;

/** As many shapes as `count`, one below the other. */
export function many(count: number, shape: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => shape(index)).join('');
}

/** A number short enough for SVG. */
export function short(value: number): string {
  return value.toFixed(2);
}

/** A filled box. */
export function box(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${fill}" ${more}/>`;
}

/** A filled disc. */
export function disc(x: number, y: number, radius: number, fill: string, opacity = 1): string {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}" opacity="${short(opacity)}"/>`;
}

/** A closed shape through points. */
export function shape(points: readonly (readonly [number, number])[], fill: string, opacity = 1): string {
  const list = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
  return `<polygon points="${list}" fill="${fill}" opacity="${short(opacity)}"/>`;
}

/** The whole frame filled from top to bottom with colours at equal distances. */
export function sky(width: number, colours: readonly string[]): string {
  const stops = colours.map(
    (colour, index) => `<stop offset="${short(index / (colours.length - 1))}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="sky" x2="0" y2="1">${stops.join('')}</linearGradient>${box(0, 0, width, 100, 'url(#sky)')}`;
}

/** A pool of light that fades outwards. */
export function glow(x: number, y: number, radius: number, colour: string, id: string, opacity = 1): string {
  return (
    `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${short(opacity)}"/>` +
    `<stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>${disc(x, y, radius, `url(#${id})`)}`
  );
}

/** A row of hills or roofs: heights from `low` to `high` above the bottom, every `step`. */
export function ridge(random: SeededRandom, width: number, base: number, rough: number, fill: string): string {
  const steps = 14;
  const crest = Array.from(
    { length: steps + 1 },
    (_, index) => [(index / steps) * width, base - random.next() * rough] as const,
  );
  return shape([[0, 100], ...crest, [width, 100]], fill);
}
