import { inverse, Matrix } from 'ml-matrix';

/** A task that was answered, as far as a probe looks at it. */
export interface Verdict {
  readonly domain: string;
  readonly correct: boolean | number;
}

const FOLDS = 5;
const STRENGTHS = [1e-2, 1e-1, 1, 10, 100];

/**
 * Cross-fitted predictions of which answers are correct, by ridge regression on features: the domain's rate,
 * and what the features add to it, as probabilities.
 *
 * Each fifth is predicted from the others. Features are standardised; features and verdicts are taken less
 * their domain's mean, so that nothing is gained by telling domains apart. The strength of the penalty, in
 * units of the features' number, has the least squared error of leaving one out, which ridge regression has
 * in closed form (scikit-learn's RidgeCV).
 */
export function crossFitted(
  features: readonly Float32Array[],
  verdicts: readonly Verdict[],
): readonly number[] {
  const predicted = new Array<number>(verdicts.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const [fitted, held] = [true, false].map((others) =>
      [...verdicts.keys()].filter((i) => (i % FOLDS !== fold) === others),
    ) as [number[], number[]];
    const scores = predictionsOf(features, verdicts, { fitted, held });
    held.forEach((i, at) => {
      predicted[i] = 1 / (1 + Math.exp(-4 * ((scores[at] as number) - 0.5)));
    });
  }
  return predicted;
}

interface Split {
  readonly fitted: readonly number[];
  readonly held: readonly number[];
}

function predictionsOf(
  features: readonly Float32Array[],
  verdicts: readonly Verdict[],
  { fitted, held }: Split,
): readonly number[] {
  const domainOf = (i: number) => (verdicts[i] as Verdict).domain;
  const width = features[0]?.length ?? 0;
  const rates = new Map<string, number>();
  const means = new Map<string, Float64Array>();
  for (const domain of new Set(fitted.map(domainOf))) {
    const own = fitted.filter((i) => domainOf(i) === domain);
    rates.set(domain, own.reduce((sum, i) => sum + Number(verdicts[i]?.correct), 0) / own.length);
    const mean = new Float64Array(width);
    for (const i of own)
      features[i]?.forEach((x, k) => {
        mean[k] = (mean[k] as number) + x / own.length;
      });
    means.set(domain, mean);
  }
  const centred = (i: number) => {
    const mean = means.get(domainOf(i));
    return Float64Array.from(features[i] ?? [], (x, k) => x - (mean?.[k] ?? 0));
  };
  const rows = fitted.map(centred);
  const spread = Float64Array.from({ length: width }, (_, k) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[k] as number) ** 2, 0) / rows.length + 1e-12),
  );
  const scaled = (row: Float64Array) => Array.from(row, (x, k) => x / (spread[k] as number));
  const x = new Matrix(rows.map(scaled));
  const kernel = x.mmul(x.transpose()).div(width);
  const y = fitted.map((i) => Number(verdicts[i]?.correct) - (rates.get(domainOf(i)) ?? 0));
  const target = Matrix.columnVector(y);
  const candidates = STRENGTHS.map((strength) => {
    const inverted = inverse(Matrix.add(kernel, Matrix.eye(y.length).mul(strength)));
    const weights = inverted.mmul(target);
    const left = y.map((_, i) => weights.get(i, 0) / inverted.get(i, i));
    return { weights, error: left.reduce((sum, residual) => sum + residual ** 2, 0) };
  });
  const best = candidates.reduce((a, b) => (b.error < a.error ? b : a));
  const others = new Matrix(held.map((i) => scaled(centred(i))));
  const added = others.mmul(x.transpose()).div(width).mmul(best.weights);
  return held.map((i, at) => (rates.get(domainOf(i)) ?? 0) + added.get(at, 0));
}
