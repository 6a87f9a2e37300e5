/** What a picture without a fault scores: a 10 would claim to know that it is also a good picture. */
const FAULTLESS = 9.8;

/** Below this score points count less and less: nothing scores less than 1. */
const BEND = 3;

/** A fault or virtue in words, and the points it costs. */
interface Finding {
  readonly words: string;
  readonly cost: number;
}

/** Quality of an image, 1 (useless) to 10 with one decimal, and why in words. */
export interface TechnicalQuality {
  readonly score: number;
  readonly reason: string;
}

/** Corners (value, points) of a function that is straight between them and level outside. */
type Corners = readonly (readonly [number, number])[];

// The corners were set by looking at real images and damaged copies of them (npm run bench:judge prints how often a copy ranks
// below its original), not fitted: the values in brackets are medians or 1st and 9th tenths found there. Nearly every rule keeps
// a slight slope where nothing is wrong, so that the worse of two good pictures still ranks lower.
/** Shorter edge in pixels. */
const RESOLUTION: Corners = [
  [1, 8.5],
  [32, 7.5],
  [64, 6],
  [128, 4],
  [256, 2.1],
  [512, 0.95],
  [1024, 0.4],
  [2048, 0.15],
  [4096, 0],
];
/** `sharpness` (originals 0.11-0.31, blurred 0.06-0.09). */
const SHARPNESS: Corners = [
  [0.06, 7],
  [0.095, 5.4],
  [0.115, 2.7],
  [0.14, 1],
  [0.18, 0.2],
  [0.4, 0],
];
/** How much softer the halved window is, being means of four, than a copy that was resized well. */
const HALVED_WELL = 1.12;
/** Less than this is not made good by halving a soft picture: then the halved copy would rank as high as its original. */
const SOFT_AT_LEAST = 0.3;
/** `blockiness` (originals 0.1-1.2, JPEG of quality 10 2.6-5). */
const BLOCKINESS: Corners = [
  [1.5, 0],
  [2.5, 3],
  [3.2, 5.5],
  [4.5, 6.5],
];
/** `blockHush` (never compressed 0, as cameras and sites save 0.3-1, JPEG of quality 10 3-6, saved again the same). */
const HUSH: Corners = [
  [0, 0],
  [1.3, 0.2],
  [2, 1.2],
  [3.5, 5],
  [5, 6.5],
];
/** `ringing` of drawings on white paper (clean ink 0-1, JPEG of quality 10 3-4.5, pencil on paper that is not white as much). */
const RINGING: Corners = [
  [0, 0],
  [1, 0.1],
  [2.5, 0.3],
  [3.2, 1.2],
  [5, 3],
];
/** Bytes per pixel of photographs (originals 0.09-0.9, quality 10 0.01-0.05). */
const THRIFT: Corners = [
  [0.015, 2],
  [0.05, 0],
];
/** `noise` in tones (originals 0-1, fine texture up to 5, visibly noisy 7-12). */
const NOISE: Corners = [
  [0, 0],
  [2, 0.35],
  [6, 1.9],
  [12, 4.2],
];
/** `toneRange` (originals 120-240, faint pencil 80). */
const RANGE: Corners = [
  [30, 5],
  [70, 3],
  [130, 0.4],
  [200, 0.1],
  [255, 0],
];
/** `brightest` (originals 190-255, dimmed to a third 67-90). */
const BRIGHTEST: Corners = [
  [50, 4],
  [90, 2.5],
  [150, 0.3],
  [230, 0],
];
/** `darkest` (originals 0-30, over-exposed 30-80, a faint pencil drawing 100 and more). */
const DARKEST: Corners = [
  [0, 0],
  [30, 0.5],
  [80, 1.45],
  [200, 2.05],
];
/** Share of burnt colours (originals 0-0.01 in photographs, over-exposed 0-0.3). */
const BURNT: Corners = [
  [0, 0],
  [0.02, 0.05],
  [0.1, 0.6],
  [0.3, 2],
];

function points(corners: Corners, value: number): number {
  let [before] = corners;
  for (const corner of corners) {
    if (value < corner[0]) {
      if (before === undefined || before === corner) return corner[1];
      return before[1] + ((value - before[0]) / (corner[0] - before[0])) * (corner[1] - before[1]);
    }
    before = corner;
  }
  return before?.[1] ?? 0;
}

/**
 * Technical quality from the statistics of the codec; of likeness, pose or composition it says nothing. `photographic` is
 * the probability that it is a photograph: white is burnt out there and paper in a drawing, and faint pencil is no fault.
 */
export function technicalQuality(statistics: Readonly<Record<string, number>>, photographic: number): TechnicalQuality {
  const of = (name: string) => statistics[name] ?? 0;
  const [width, height] = [of('width'), of('height')];
  const findings: Finding[] = [
    ...resolution(statistics),
    { words: 'strongly compressed', cost: compression(statistics, photographic) },
    { words: 'noisy', cost: points(NOISE, of('noise')) },
    { words: 'over-exposed', cost: overExposure(statistics, photographic) },
    { words: photographic > 0.5 ? 'washed out' : 'faint', cost: points(DARKEST, of('darkest')) },
    { words: 'under-exposed', cost: points(BRIGHTEST, of('brightest')) },
    { words: 'low contrast', cost: points(RANGE, of('toneRange')) * (0.5 + 0.5 * photographic) },
  ];
  const cost = findings.reduce((sum, finding) => sum + finding.cost, 0);
  const score = Math.round(levelled(FAULTLESS - cost) * 10) / 10;
  return { score, reason: `${words(findings)}, ${width} x ${height}` };
}

/** Bends the scale towards 1 below {@link BEND}, so that of two bad pictures the worse one still ranks lower. */
function levelled(score: number): number {
  return score >= BEND ? score : 1 + (BEND - 1) * Math.exp((score - BEND) / (BEND - 1));
}

/**
 * A soft picture is worth what it would be at half its size, if it is sharp there: large press pictures are often
 * enlargements, and still better than small ones.
 */
function resolution(statistics: Readonly<Record<string, number>>): Finding[] {
  const of = (name: string) => statistics[name] ?? 0;
  const edge = Math.min(of('width'), of('height'));
  const [small, blurred] = [points(RESOLUTION, edge), points(SHARPNESS, of('sharpness'))];
  const [halfSmall, halfBlurred] = [
    points(RESOLUTION, edge / 2),
    points(SHARPNESS, of('sharpnessHalved') * HALVED_WELL),
  ];
  const soft = Math.max(0, Math.min(blurred, Math.max(SOFT_AT_LEAST, halfSmall + halfBlurred - small - SOFT_AT_LEAST)));
  return [
    { words: 'small', cost: small },
    { words: 'blurred', cost: soft },
  ];
}

function compression(statistics: Readonly<Record<string, number>>, photographic: number): number {
  const of = (name: string) => statistics[name] ?? 0;
  // Few bytes prove nothing of a drawing: clean paper takes none.
  const thrift = points(THRIFT, of('bytesPerPixel')) * photographic;
  // Only beside ink on white paper is unrest a sign of compression and not of texture.
  const ripples = isOnPaper(statistics) ? points(RINGING, of('ringing')) * (1 - photographic) : 0;
  return Math.max(points(BLOCKINESS, of('blockiness')), points(HUSH, of('blockHush')), thrift, ripples);
}

/** Without colour and mostly white with a dark remainder: ink or pencil on paper, whatever the type's estimate. */
function isOnPaper(statistics: Readonly<Record<string, number>>): boolean {
  const of = (name: string) => statistics[name] ?? 0;
  return of('ownChroma') < 6 && of('clippedWhite') > 0.3 && of('twoToneFit') > 0.6;
}

function overExposure(statistics: Readonly<Record<string, number>>, photographic: number): number {
  const of = (name: string) => statistics[name] ?? 0;
  const burntOut = of('clippedWhite') * Math.max(0.25, Math.min(1, (of('bodyTone') - 90) / 80));
  return (
    points(BURNT, of('burntShare')) + 6 * burntOut * (isOnPaper(statistics) ? photographic : 0.3 + 0.7 * photographic)
  );
}

/** Faults worth a point, the worst first; without one, what is good about it. */
function words(findings: readonly Finding[]): string {
  const faults = findings.filter((finding) => finding.cost >= 1).sort((a, b) => b.cost - a.cost);
  if (faults.length > 0) return faults.map((fault) => fault.words).join('; ');
  return findings.every((finding) => finding.cost < 0.5) ? 'sharp, well exposed' : 'fair';
}
