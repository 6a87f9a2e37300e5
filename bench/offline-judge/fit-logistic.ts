import { FEATURE_LIMIT } from '../../adapters/offline/logistic.ts';

/** One training example: its features, whether the answer is yes, and how much it counts. */
export interface Example {
  readonly features: readonly number[] | Float32Array;
  readonly yes: boolean;
  readonly weight: number;
}

/** What {@link fitLogistic} found, in the order of the features. */
export interface Fit {
  readonly means: number[];
  readonly scales: number[];
  readonly coefficients: number[];
  readonly intercept: number;
}

/** Steps of Newton's method: the loss is convex and settles to six digits in 6. */
const STEPS = 8;
/** Steps of conjugate gradients within one of Newton's: they settle long before, or Newton's next step goes on from there. */
const INNER_STEPS = 60;
/** Share of the gradient that is left when the inner steps end. */
const INNER_REST = 1e-4;

/** A linear problem: one row an example, standardised, with a 1 at the end for the intercept. */
interface Problem {
  readonly rows: readonly Float32Array[];
  readonly yes: readonly number[];
  readonly weights: readonly number[];
  /** What pulls each coefficient to 0. */
  readonly pulls: Float64Array;
}

/**
 * Logistic regression with an L2 penalty of half of `penalty` times each squared coefficient (not the intercept) beside the
 * weighted mean loss, by Newton's method with conjugate gradients: hundreds of features take seconds.
 */
export function fitLogistic(examples: readonly Example[], penalty: (place: number) => number): Fit {
  const { means, scales } = weightedScales(examples);
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const problem: Problem = {
    rows: examples.map(({ features }) => rowOf(features, means, scales)),
    yes: examples.map(({ yes }) => (yes ? 1 : 0)),
    weights: examples.map(({ weight }) => weight / total),
    // A breath of penalty on the intercept keeps the problem solvable when everything is certain.
    pulls: Float64Array.from([...means.map((_, place) => penalty(place)), 1e-6]),
  };
  const solution = new Float64Array(means.length + 1);
  for (let step = 0; step < STEPS; step++) newtonStep(problem, solution);
  return { means, scales, coefficients: [...solution.subarray(0, means.length)], intercept: solution.at(-1) ?? 0 };
}

function rowOf(features: Example['features'], means: readonly number[], scales: readonly number[]): Float32Array {
  const row = new Float32Array(means.length + 1).fill(1);
  for (const [i, mean] of means.entries()) {
    const z = ((features[i] ?? 0) - mean) / (scales[i] ?? 1);
    row[i] = Math.max(-FEATURE_LIMIT, Math.min(FEATURE_LIMIT, z));
  }
  return row;
}

function weightedScales(examples: readonly Example[]): { means: number[]; scales: number[] } {
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const mean = (of: (e: Example) => number) => examples.reduce((sum, e) => sum + e.weight * of(e), 0) / total;
  const count = examples[0]?.features.length ?? 0;
  const means = Array.from({ length: count }, (_, i) => mean((e) => e.features[i] ?? 0));
  const scales = means.map((m, i) => Math.sqrt(mean((e) => ((e.features[i] ?? 0) - m) ** 2)) || 1);
  return { means, scales };
}

/** Moves `solution` by one step of Newton's. */
function newtonStep({ rows, yes, weights, pulls }: Problem, solution: Float64Array): void {
  const odds = rows.map((row) => 1 / (1 + Math.exp(-dot(row, solution))));
  const errors = odds.map((p, i) => (weights[i] ?? 0) * (p - (yes[i] ?? 0)));
  const curves = odds.map((p, i) => (weights[i] ?? 0) * Math.max(1e-4, p * (1 - p)));
  const gradient = pulls.map((pull, j) => pull * (solution[j] ?? 0));
  for (const [i, row] of rows.entries()) addScaled(gradient, row, errors[i] ?? 0);
  const curved = (v: Float64Array): Float64Array => {
    const out = pulls.map((pull, j) => pull * (v[j] ?? 0));
    for (const [i, row] of rows.entries()) addScaled(out, row, (curves[i] ?? 0) * dot(row, v));
    return out;
  };
  addScaled(solution, solved(curved, gradient), -1);
}

/** `x` with `matrix(x) = right`, by conjugate gradients: the matrix is symmetric and, thanks to the penalty, positive definite. */
function solved(matrix: (v: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  const x = new Float64Array(right.length);
  const rest = right.slice();
  const way = right.slice();
  const start = dot(right, right);
  let left = start;
  for (let step = 0; step < INNER_STEPS && left > INNER_REST ** 2 * start; step++) {
    const image = matrix(way);
    const length = left / dot(way, image);
    addScaled(x, way, length);
    addScaled(rest, image, -length);
    const before = left;
    left = dot(rest, rest);
    for (let i = 0; i < way.length; i++) way[i] = (rest[i] ?? 0) + (left / before) * (way[i] ?? 0);
  }
  return x;
}

type Numbers = Float32Array | Float64Array;

function dot(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Adds `factor` times `b` to `a`. Indices run within both, so the casts from "maybe undefined" are safe, here and in `dot`. */
function addScaled(a: Float64Array, b: Numbers, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) + factor * (b[i] as number);
}
