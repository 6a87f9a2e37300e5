/** A light to show a photograph in. All shares are small: it must stay a photograph. */
export interface Light {
  /** Gain of red, green and blue. */
  readonly gains: readonly [number, number, number];
  /** Added to the middle tones, in shares of white. */
  readonly lift: number;
  /** Steeper than 0 in the middle tones, flatter below 0. */
  readonly contrast: number;
  /** Away from grey above 1, towards it below. */
  readonly saturation: number;
  /** From where it falls, in degrees clockwise from the right, and how much brighter that side is. */
  readonly from: number;
  readonly fall: number;
  /** How much darker the corners are. */
  readonly vignette: number;
}

/** By prompt number, in the mood of the prompts that Evencast brings: lamp, golden hour, north light, night, mist … */
export const LIGHTS: readonly [Light, ...Light[]] = [
  { gains: [1.08, 1, 0.88], lift: -0.03, contrast: 0.2, saturation: 1.05, from: 200, fall: 0.3, vignette: 0.3 },
  { gains: [1.1, 1.02, 0.86], lift: 0.03, contrast: 0.12, saturation: 1.1, from: 320, fall: 0.25, vignette: 0.15 },
  { gains: [0.97, 1, 1.05], lift: 0.02, contrast: 0.1, saturation: 0.88, from: 180, fall: 0.22, vignette: 0.15 },
  { gains: [0.92, 1.01, 1.1], lift: -0.05, contrast: 0.25, saturation: 1.1, from: 30, fall: 0.25, vignette: 0.4 },
  { gains: [0.95, 1.01, 1.05], lift: 0.04, contrast: -0.08, saturation: 0.8, from: 270, fall: 0.15, vignette: 0.1 },
  { gains: [1.06, 1.01, 0.93], lift: 0.04, contrast: 0.08, saturation: 1.06, from: 215, fall: 0.25, vignette: 0.08 },
  { gains: [1.04, 1, 0.92], lift: 0.04, contrast: 0.25, saturation: 0.95, from: 300, fall: 0.2, vignette: 0.1 },
  { gains: [1.06, 0.98, 0.94], lift: -0.05, contrast: 0.28, saturation: 1.05, from: 270, fall: 0.35, vignette: 0.45 },
  { gains: [1.05, 1.02, 0.92], lift: 0.01, contrast: 0.12, saturation: 0.96, from: 340, fall: 0.3, vignette: 0.2 },
  { gains: [0.97, 1, 1.03], lift: 0.02, contrast: 0.02, saturation: 0.82, from: 270, fall: 0.1, vignette: 0.12 },
  { gains: [0.98, 1.04, 0.95], lift: -0.03, contrast: 0.16, saturation: 0.95, from: 160, fall: 0.3, vignette: 0.3 },
  { gains: [1.14, 0.99, 0.8], lift: -0.05, contrast: 0.2, saturation: 1, from: 60, fall: 0.4, vignette: 0.45 },
  { gains: [1.03, 1.01, 0.96], lift: 0.04, contrast: 0.24, saturation: 1.12, from: 250, fall: 0.15, vignette: 0.08 },
  { gains: [1, 1, 1.01], lift: 0.05, contrast: 0.1, saturation: 0.94, from: 190, fall: 0.2, vignette: 0.05 },
  { gains: [0.9, 0.99, 1.12], lift: -0.03, contrast: 0.14, saturation: 0.9, from: 330, fall: 0.25, vignette: 0.3 },
];
