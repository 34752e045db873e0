import { normalTail } from '../special/normal.js';

/** Answers one way, rated from the lowest to the highest, under each of two normal distributions. */
export interface RatedAnswers {
  /** The distance of each distribution's mean from the criterion, on the side of these answers. */
  readonly means: readonly [number, number];
  readonly counts: readonly [readonly number[], readonly number[]];
}

/**
 * The greatest Σ n ln P(rating | answer) over the criteria, where it is, and how it changes with each mean.
 */
export interface CriteriaFit {
  readonly criteria: readonly number[];
  readonly logLikelihood: number;
  readonly slopes: readonly [number, number];
}

/**
 * Maximum-likelihood criteria that divide answers x > 0 into ratings, by Newton's method with halved steps.
 *
 * Between criteria s < t the share of the answers is (Φ(t − μ) − Φ(s − μ))/Φ(μ), log-concave in both, so that
 * there is one maximum. All counts must be positive.
 */
export function fitCriteria(answers: RatedAnswers, start: readonly number[]): CriteriaFit {
  let criteria = start;
  let here = evaluate(answers, criteria);
  for (let step = 0; step < 100; step++) {
    const move = solveTridiagonal(here.diagonal, here.beside, here.gradient);
    let scale = 1;
    const moved = () => criteria.map((t, i) => t - scale * (move[i] as number));
    let next = evaluate(answers, moved());
    while (!(next.logLikelihood >= here.logLikelihood) && scale > 1e-9) {
      scale /= 2;
      next = evaluate(answers, moved());
    }
    if (!(next.logLikelihood >= here.logLikelihood)) break;
    criteria = moved();
    here = next;
    if (move.every((size) => Math.abs(size) < 1e-10)) break;
  }
  return { criteria, logLikelihood: here.logLikelihood, slopes: here.slopes };
}

interface Evaluation {
  readonly logLikelihood: number;
  readonly slopes: readonly [number, number];
  readonly gradient: readonly number[];
  /** The Hessian: it is tridiagonal. */
  readonly diagonal: readonly number[];
  readonly beside: readonly number[];
}

/** The likelihood with its derivatives; NaN unless the criteria increase from 0. */
function evaluate({ means, counts }: RatedAnswers, criteria: readonly number[]): Evaluation {
  const gradient = criteria.map(() => 0);
  const diagonal = criteria.map(() => 0);
  const beside = criteria.map(() => 0);
  let logLikelihood = 0;
  const slopes = means.map((mean, s) => {
    const edges = [0, ...criteria, Infinity].map((t) => t - mean);
    const densities = edges.map((u) => Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI));
    const normTail = normalTail(-mean);
    let slope = 0;
    (counts[s] as readonly number[]).forEach((n, j) => {
      const share = between(edges[j] as number, edges[j + 1] as number);
      const [low, high] = [densities[j] as number, densities[j + 1] as number];
      logLikelihood += n * Math.log(share / normTail);
      slope += n * ((low - high) / share - (densities[0] as number) / normTail);
      // Criterion j − 1 is the lower edge of rating j, criterion j its upper one.
      const add = (at: number, weight: number, density: number): void => {
        gradient[at] = (gradient[at] as number) + weight * density;
        const curve = -(edges[at + 1] as number) * density * weight - (n * density * density) / share ** 2;
        diagonal[at] = (diagonal[at] as number) + curve;
      };
      if (j > 0) add(j - 1, -n / share, low);
      if (j < criteria.length) add(j, n / share, high);
      if (j > 0 && j < criteria.length)
        beside[j - 1] = (beside[j - 1] as number) + (n * low * high) / share ** 2;
    });
    return slope;
  });
  return { logLikelihood, slopes: [slopes[0] as number, slopes[1] as number], gradient, diagonal, beside };
}

/** Φ(b) − Φ(a), with its digits kept in both tails; NaN unless a < b. */
function between(a: number, b: number): number {
  if (!(a < b)) return Number.NaN;
  if (b === Infinity) return normalTail(a);
  return a + b > 0 ? normalTail(a) - normalTail(b) : normalTail(-b) - normalTail(-a);
}

/** x with A x = b for a symmetric A of this diagonal and these elements beside it (Thomas 1949). */
function solveTridiagonal(
  diagonal: readonly number[],
  beside: readonly number[],
  b: readonly number[],
): readonly number[] {
  const pivots = [...diagonal];
  const x = [...b];
  for (let i = 1; i < x.length; i++) {
    const factor = (beside[i - 1] as number) / (pivots[i - 1] as number);
    pivots[i] = (pivots[i] as number) - factor * (beside[i - 1] as number);
    x[i] = (x[i] as number) - factor * (x[i - 1] as number);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    const after = i + 1 < x.length ? (beside[i] as number) * (x[i + 1] as number) : 0;
    x[i] = ((x[i] as number) - after) / (pivots[i] as number);
  }
  return x;
}
