import { limited, standardised } from '../../adapters/offline/logistic.ts';

/** One training example: its features, whether the answer is yes, and how much it counts. */
export interface Example {
  readonly features: readonly number[];
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
const STEPS = 10;

/**
 * Logistic regression with an L2 penalty of `penalty / 2` times the squared coefficients (not the intercept) beside the
 * weighted mean loss, by Newton's method.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): Fit {
  const { means, scales } = weightedScales(examples);
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const rows = examples.map((e) => ({
    z: Float64Array.from([...standardised(e.features, means, scales).map(limited), 1]),
    yes: e.yes ? 1 : 0,
    weight: e.weight / total,
  }));
  const solution = new Float64Array(means.length + 1);
  for (let step = 0; step < STEPS; step++) {
    const move = newtonStep(rows, solution, penalty);
    for (let i = 0; i < solution.length; i++) solution[i] = (solution[i] ?? 0) - (move[i] ?? 0);
  }
  return { means, scales, coefficients: [...solution.subarray(0, means.length)], intercept: solution.at(-1) ?? 0 };
}

function weightedScales(examples: readonly Example[]): { means: number[]; scales: number[] } {
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const mean = (of: (e: Example) => number) => examples.reduce((sum, e) => sum + e.weight * of(e), 0) / total;
  const count = examples[0]?.features.length ?? 0;
  const means = Array.from({ length: count }, (_, i) => mean((e) => e.features[i] ?? 0));
  const scales = means.map((m, i) => Math.sqrt(mean((e) => ((e.features[i] ?? 0) - m) ** 2)) || 1);
  return { means, scales };
}

interface Row {
  readonly z: Float64Array;
  readonly yes: number;
  readonly weight: number;
}

function newtonStep(rows: readonly Row[], solution: Float64Array, penalty: number): Float64Array {
  const n = solution.length;
  const gradient = new Float64Array(n);
  const hessian = Array.from({ length: n }, () => new Float64Array(n));
  for (const { z, yes, weight } of rows) {
    const p = 1 / (1 + Math.exp(-z.reduce((sum, v, i) => sum + v * (solution[i] ?? 0), 0)));
    const error = weight * (p - yes);
    // A floor keeps the matrix solvable when everything is certain.
    const curve = weight * Math.max(1e-4, p * (1 - p));
    for (let i = 0; i < n; i++) {
      const zi = z[i] ?? 0;
      gradient[i] = (gradient[i] ?? 0) + error * zi;
      const row = hessian[i];
      if (row === undefined) continue;
      for (let j = 0; j < n; j++) row[j] = (row[j] ?? 0) + curve * zi * (z[j] ?? 0);
    }
  }
  for (const [i, row] of hessian.entries()) {
    const pull = i < n - 1 ? penalty : 1e-6;
    row[i] = (row[i] ?? 0) + pull;
    gradient[i] = (gradient[i] ?? 0) + pull * (solution[i] ?? 0);
  }
  return solve(hessian, gradient);
}

/** Gaussian elimination without pivoting: the matrix is symmetric and, thanks to the penalty, positive definite. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  for (const [i, pivot] of matrix.entries()) {
    for (let r = i + 1; r < x.length; r++) {
      const row = matrix[r];
      const factor = (row?.[i] ?? 0) / (pivot[i] ?? 1);
      if (row === undefined || factor === 0) continue;
      for (let c = i; c < x.length; c++) row[c] = (row[c] ?? 0) - factor * (pivot[c] ?? 0);
      x[r] = (x[r] ?? 0) - factor * (x[i] ?? 0);
    }
  }
  for (let i = x.length - 1; i >= 0; i--) {
    const row = matrix[i] ?? new Float64Array(0);
    let value = x[i] ?? 0;
    for (let c = i + 1; c < x.length; c++) value -= (row[c] ?? 0) * (x[c] ?? 0);
    x[i] = value / (row[i] ?? 1);
  }
  return x;
}
