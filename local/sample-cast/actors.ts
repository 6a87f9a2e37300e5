import type { Rims } from './figure/accessories.ts';
import type { HairCut } from './figure/hair.ts';
import type { FaceShape } from './figure/head.ts';

/** How a garment is woven. */
export type Weave = 'plain' | 'stripes' | 'checks' | 'knit';

/** What an actor wears in a scene. Colours are six hexadecimal digits. */
export interface Outfit {
  readonly top: string;
  readonly second: string;
  readonly weave: Weave;
  readonly trousers: string;
}

/** Everything that stays the same about an actor from image to image. */
export interface ActorLook {
  readonly skin: string;
  readonly blush: string;
  readonly lips: string;
  readonly eyes: string;
  readonly freckles: number;
  readonly hair: { readonly cut: HairCut; readonly colour: string; readonly shine: string };
  readonly brow: string;
  readonly beard?: string;
  readonly glasses?: { readonly rims: Rims; readonly colour: string };
  readonly face: FaceShape;
  readonly shoulders: number;
  readonly neck: number;
  readonly outfits: readonly [Outfit, Outfit, Outfit];
  /** Hats and scarves. */
  readonly extra: string;
}

const MIDDLE: FaceShape = { width: 1, jaw: 1, nose: 1, noseWidth: 1, eyes: 1, eyeGap: 1, lips: 1, brows: 1 };

/** The invented people of the sample cast. */
export const ACTORS = {
  'ada-stone': {
    skin: '#a9714b',
    blush: '#a8523c',
    lips: '#9c4a45',
    eyes: '#4a2a16',
    freckles: 0,
    hair: { cut: 'curls', colour: '#2a1a12', shine: '#8a6242' },
    brow: '#21140d',
    glasses: { rims: 'round', colour: '#c99a3c' },
    face: { ...MIDDLE, width: 1.04, jaw: 1.05, noseWidth: 1.2, nose: 0.9, lips: 1.35, eyes: 1.1 },
    shoulders: 0.93,
    neck: 0.9,
    outfits: [
      { top: '#d9a12b', second: '#b57d18', weave: 'knit', trousers: '#2b3a55' },
      { top: '#f0e6d6', second: '#b5473a', weave: 'stripes', trousers: '#3a3a3f' },
      { top: '#8c2f2b', second: '#6b1f20', weave: 'plain', trousers: '#d3c4a8' },
    ],
    extra: '#d9b13b',
  },
  'bo-reed': {
    skin: '#e3b094',
    blush: '#d06f55',
    lips: '#b56a5c',
    eyes: '#4f7f96',
    freckles: 1,
    hair: { cut: 'crop', colour: '#a4491c', shine: '#f0a565' },
    brow: '#8a3d18',
    beard: '#9c451c',
    face: { ...MIDDLE, width: 0.98, jaw: 1.2, nose: 1.2, noseWidth: 1.1, eyes: 0.9, lips: 0.85, brows: 1.4 },
    shoulders: 1.16,
    neck: 1.15,
    outfits: [
      { top: '#2f6b4a', second: '#173626', weave: 'checks', trousers: '#3f4d63' },
      { top: '#31507c', second: '#243c5f', weave: 'knit', trousers: '#8a7350' },
      { top: '#d8d2c4', second: '#b8b0a0', weave: 'plain', trousers: '#33405a' },
    ],
    extra: '#b5382f',
  },
  'cy-vale': {
    skin: '#e9c09a',
    blush: '#d98569',
    lips: '#b8433f',
    eyes: '#2a1a12',
    freckles: 0,
    hair: { cut: 'bob', colour: '#15141a', shine: '#8fa3c8' },
    brow: '#16141a',
    glasses: { rims: 'square', colour: '#b3202c' },
    face: { ...MIDDLE, width: 1, jaw: 0.9, nose: 0.8, eyes: 1.08, eyeGap: 1.02, lips: 1.05, brows: 0.85 },
    shoulders: 0.95,
    neck: 0.86,
    outfits: [
      { top: '#1f8a8a', second: '#146566', weave: 'plain', trousers: '#22242c' },
      { top: '#23252f', second: '#e8e6e0', weave: 'stripes', trousers: '#7b2c3a' },
      { top: '#e2744f', second: '#c75a38', weave: 'knit', trousers: '#2f3d5a' },
    ],
    extra: '#4a3a78',
  },
  'dee-marsh': {
    skin: '#dba887',
    blush: '#c9735f',
    lips: '#a85a58',
    eyes: '#5b8a6a',
    freckles: 0.3,
    hair: { cut: 'bun', colour: '#b9b7b4', shine: '#ffffff' },
    brow: '#8d8780',
    face: { ...MIDDLE, width: 0.97, jaw: 0.95, nose: 1.1, noseWidth: 0.95, eyes: 0.98, lips: 0.85, brows: 0.9 },
    shoulders: 0.97,
    neck: 0.88,
    outfits: [
      { top: '#6a4a8c', second: '#4e3569', weave: 'knit', trousers: '#4a4a52' },
      { top: '#3f6f8f', second: '#dfe6ea', weave: 'stripes', trousers: '#5b5146' },
      { top: '#b8c2a2', second: '#97a380', weave: 'plain', trousers: '#394150' },
    ],
    extra: '#c2455e',
  },
} as const satisfies Readonly<Record<string, ActorLook>>;

/** An actor of the sample cast, as its folder is called. */
export type ActorId = keyof typeof ACTORS;
