import type { DrawBackdrop } from './backdrop.ts';
import { bricks, cafe, kitchen, library, stage, studio, window_ } from './indoors.ts';
import { beach, forest, harbour, meadow, mountains, night, street } from './outdoors.ts';

/** The places the cast is seen in. */
export const BACKDROPS = {
  beach,
  forest,
  meadow,
  mountains,
  street,
  night,
  harbour,
  studio,
  window: window_,
  library,
  bricks,
  kitchen,
  stage,
  cafe,
} as const satisfies Readonly<Record<string, DrawBackdrop>>;

/** A place of {@link BACKDROPS}. */
export type Place = keyof typeof BACKDROPS;
