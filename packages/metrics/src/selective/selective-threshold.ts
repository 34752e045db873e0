import { expectInside, expectUngraded } from '../checks.js';
import { reaches } from '../edges.js';
import { binomialCdf } from '../special/incomplete-beta.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { clopperPearsonInterval } from '../uncertainty/proportion-interval.js';

export interface SelectiveThreshold {
  /** Answer from this confidence on, abstain below; null: no threshold can be promised to keep the risk. */
  readonly threshold: number | null;
  /** Of these predictions, how many are answered; the share; and the share of incorrect ones among them. */
  readonly answered: number;
  readonly coverage: number;
  readonly risk: number | null;
  /** Clopper & Pearson's upper bound of the risk at this threshold taken alone. */
  readonly riskBound: number | null;
}

export interface SelectiveThresholdOptions {
  /** α: at most this share of the answered may be incorrect. */
  readonly risk: number;
  /** δ: the chance, over the draw of these predictions, that the promise fails; .05 unless given. */
  readonly failure?: number;
}

/** Thresholds at which testing may begin anew: 100, 95, … 0 %. */
const START_EVERY = 5;
const STARTS = 21;

/**
 * The lowest threshold on the confidence at which the selective risk is at most α with probability 1 − δ.
 *
 * For predictions that are drawn independently from the same distribution as these. For each integer
 * percentage t from 100 down, “the risk above t exceeds α” is tested exactly: of the n_t predictions from t
 * on, e_t are incorrect, and p_t = P(Bin(n_t, α) ≤ e_t). Each multiple of 5 % brings δ/21 to spend; a
 * rejection hands its budget on to the next threshold, a failure spends it. This is the fallback procedure
 * (Wiens 2003; Wiens & Dmitrienko 2005), fixed-sequence testing with several starts as in Learn then Test
 * (Angelopoulos et al. 2021, arXiv:2110.01052, §2.2 and Theorem 1): the chance that any rejected threshold
 * has a risk above α is at most δ, whatever the distribution. Throws `invalid-input` for graded outcomes.
 *
 * @example
 * ```ts
 * import { selectiveThreshold } from '@echo/metrics/selective';
 *
 * const sure = { confidence: 0.95, n: 400, sum: 388, squares: 388 };
 * const unsure = { confidence: 0.6, n: 600, sum: 350, squares: 350 };
 * selectiveThreshold({ n: 1000, cells: [unsure, sure] }, { risk: 0.1 });
 * // → { threshold: 0.61, answered: 400, coverage: 0.4, risk: 0.03, … }
 * ```
 */
export function selectiveThreshold(
  of: PredictionInput,
  { risk, failure = 0.05 }: SelectiveThresholdOptions,
): SelectiveThreshold | null {
  expectInside('risk', risk);
  expectInside('failure', failure);
  const { n, cells } = tableOf(of);
  expectUngraded({ n, cells }, 'a guaranteed risk');
  if (n === 0) return null;
  let best: { readonly percent: number; readonly answered: number; readonly incorrect: number } | null = null;
  let [answered, incorrect, at, budget] = [0, 0, cells.length - 1, 0];
  for (let percent = 100; percent >= 0; percent--) {
    for (let cell = cells[at]; cell && reaches(cell.confidence, percent / 100); cell = cells[--at]) {
      answered += cell.n;
      incorrect += cell.n - cell.sum;
    }
    if (percent % START_EVERY === 0) budget += failure / STARTS;
    if (answered > 0 && binomialCdf(incorrect, answered, risk) <= budget)
      best = { percent, answered, incorrect };
    else budget = 0;
  }
  if (best === null) return { threshold: null, answered: 0, coverage: 0, risk: null, riskBound: null };
  return {
    threshold: best.percent / 100,
    answered: best.answered,
    coverage: best.answered / n,
    risk: best.incorrect / best.answered,
    riskBound: clopperPearsonInterval(best.incorrect, best.answered, 1 - 2 * failure).high,
  };
}
