/** `n` predictions with the same features, `sum` of which were correct (or should count as correct). */
export interface LogisticCell {
  readonly features: readonly number[];
  readonly n: number;
  readonly sum: number;
}

/** Near the optimum the loss differs by less than its own rounding; Newton's step is still right there. */
const ROUNDING = 1e-13;

/**
 * The weights w that maximise the likelihood of P(correct) = σ(w · features).
 *
 * Newton's method, a step being halved until the likelihood rises. The Hessian has a relative ridge of 1e-9
 * (after Lin, Lin & Weng 2007), so where the data leave a direction open the weights stay where they started
 * in it. The caller sees to it that the optimum is finite.
 */
export function fitLogistic(cells: readonly LogisticCell[], start: readonly number[]): readonly number[] {
  let weights = start;
  let loss = lossAt(cells, weights);
  for (let iteration = 0; iteration < 500; iteration++) {
    const step = newtonStep(cells, weights);
    let scale = 1;
    let next = weights;
    let nextLoss = loss;
    for (; scale > 1e-12; scale /= 2) {
      next = weights.map((w, i) => w - scale * (step[i] as number));
      nextLoss = lossAt(cells, next);
      if (nextLoss <= loss + ROUNDING * Math.abs(loss)) break;
    }
    if (scale <= 1e-12) return weights;
    const moved = Math.max(...next.map((w, i) => Math.abs(w - (weights[i] as number)) / (1 + Math.abs(w))));
    weights = next;
    loss = nextLoss;
    if (moved < 1e-13) return weights;
  }
  return weights;
}

/** Σ n · ln(1 + e^η) − sum · η: minus the log likelihood. */
export function lossAt(cells: readonly LogisticCell[], weights: readonly number[]): number {
  return cells.reduce((loss, { features, n, sum }) => {
    const eta = dot(features, weights);
    return loss + n * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))) - sum * eta;
  }, 0);
}

/** The gradient of `lossAt` in the weights. */
export function gradientAt(cells: readonly LogisticCell[], weights: readonly number[]): readonly number[] {
  return weights.map((_, i) =>
    cells.reduce((total, { features, n, sum }) => {
      const p = 1 / (1 + Math.exp(-dot(features, weights)));
      return total + (n * p - sum) * (features[i] as number);
    }, 0),
  );
}

function newtonStep(cells: readonly LogisticCell[], weights: readonly number[]): readonly number[] {
  const size = weights.length;
  const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const { features, n } of cells) {
    const p = 1 / (1 + Math.exp(-dot(features, weights)));
    const curvature = n * p * (1 - p);
    hessian.forEach((row, i) => {
      for (let j = 0; j < size; j++)
        row[j] = (row[j] as number) + curvature * (features[i] as number) * (features[j] as number);
    });
  }
  const trace = hessian.reduce((sum, row, i) => sum + (row[i] as number), 0);
  hessian.forEach((row, i) => {
    row[i] = (row[i] as number) + 1e-9 * trace + Number.MIN_VALUE;
  });
  return solve(hessian, gradientAt(cells, weights));
}

/** Gaussian elimination; the matrix is positive definite, so no pivoting. */
function solve(matrix: readonly number[][], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const pivotRow = rows[i] as number[];
    for (let k = i + 1; k < size; k++) {
      const row = rows[k] as number[];
      const factor = (row[i] as number) / (pivotRow[i] as number);
      for (let j = i; j <= size; j++) row[j] = (row[j] as number) - factor * (pivotRow[j] as number);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let value = row[size] as number;
    for (let j = i + 1; j < size; j++) value -= (row[j] as number) * (solution[j] as number);
    solution[i] = value / (row[i] as number);
  }
  return solution;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}
