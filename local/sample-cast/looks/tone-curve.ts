import { at, clamp } from '../numbers.ts';

const STEPS = 4096;

/** The brightest linear light that is told apart from white. */
const BRIGHTEST = 4;

const FILM = Float32Array.from({ length: STEPS }, (_, step) => {
  const light = (step / STEPS) * BRIGHTEST;
  // A shoulder that lets highlights run out softly, then sRGB's gamma.
  const shouldered = (light * (1 + light * 0.16)) / (1 + light * 0.72);
  return clamp(shouldered ** (1 / 2.2) * 1.07) * 255;
});

/** A linear amount of light as film shows it, 0-255. */
export function film(light: number): number {
  return at(FILM, Math.min(Math.max(Math.floor((light * STEPS) / BRIGHTEST), 0), STEPS - 1));
}
