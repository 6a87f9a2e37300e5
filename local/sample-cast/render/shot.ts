import type { Place } from '../backdrops/all.ts';
import type { Pose } from '../figure/figure.ts';
import type { Triple } from '../numbers.ts';

/** Everything an image is drawn from, apart from who is in it and how it is drawn. */
export interface Shot {
  /** Names the shot's own stream of random numbers. */
  readonly name: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly place: Place;
  readonly pose: Pose;
  /** Half a head, as a share of the frame's height. */
  readonly size: number;
  /** Where the middle of the head lies, as shares of width and height. */
  readonly x: number;
  readonly y: number;
  /** A unit vector towards the key light. */
  readonly key: Triple;
}
