import type { Noise } from '../raster/noise.ts';
import { at, clamp, type Plane, ramp } from '../raster/plane.ts';

/** Parallel strokes of a pen or a knife. */
export interface StrokeStyle {
  /** Across which they run, in radians. */
  readonly angle: number;
  /** From one to the next, in pixels. */
  readonly spacing: number;
  /** How unsteady the hand is, in spacings. */
  readonly wobble: number;
  /** How far they follow the form: strokes shifted between black and white, in spacings. */
  readonly bend: number;
}

/** How much of a stroke of this width (a share of the spacing, at most half) covers a place, 0 to 1. */
export type Strokes = (x: number, y: number, index: number, width: number) => number;

/** Strokes over a picture whose form (tones, much blurred) they follow. */
export function strokesOf(style: StrokeStyle, form: Plane, noise: Noise): Strokes {
  const [c, s] = [Math.cos(style.angle) / style.spacing, Math.sin(style.angle) / style.spacing];
  const phase = style.angle * 9 + 40;
  return (x, y, index, width) => {
    if (width <= 0) return 0;
    const across =
      x * c + y * s + style.wobble * noise(x * 0.016 + phase, y * 0.016) + style.bend * at(form.values, index);
    const lane = Math.round(across);
    const broken = 0.12 * noise((x * s - y * c) * style.spacing * 0.05 + lane * 17, lane * 5.3);
    return ramp(0.09, -0.09, Math.abs(across - lane) - clamp(width, 0, 0.5) + broken);
  };
}
