import { expectWhole } from '../checks.js';
import type { Predictions } from '../prediction.js';
import { type OutcomeCounts, outcomeCounts } from './outcome-counts.js';

/** The scores of benchmarks with abstention; C correct, I incorrect, A abstained, of N. */
export interface OutcomeScores {
  /** C/N; an abstention is not correct. Null of nothing, as all of these. */
  readonly accuracy: number | null;
  /** 1 − A/N. */
  readonly attemptRate: number | null;
  /** C/(N − A), SimpleQA's precision; 0 where nothing was attempted, as its authors have it. */
  readonly correctGivenAttempted: number | null;
  /** SimpleQA's F: the harmonic mean of `accuracy` and `correctGivenAttempted`, 2C/(2N − A). */
  readonly f1: number | null;
  /** 100 (C − I)/N, from −100 to 100; 0 for a model that abstains from everything. */
  readonly omniscienceIndex: number | null;
  /** I/(N − C): of what was not correct, the share answered incorrectly. Null where all was correct. */
  readonly hallucinationRate: number | null;
}

/**
 * Scores of question answering with abstention, from predictions or from their counts.
 *
 * SimpleQA (Wei et al. 2024, arXiv:2411.04368) and AA-Omniscience (arXiv:2511.13029); partly correct answers
 * count as attempted. Throws `invalid-input` for counts that are no whole numbers.
 *
 * @example
 * ```ts
 * import { outcomeScores } from '@echo/metrics';
 *
 * const scores = outcomeScores({ correct: 6, incorrect: 2, partial: 0, abstained: 2 });
 * scores.f1; // → 0.6667
 * scores.hallucinationRate; // → 0.5
 * scores.omniscienceIndex; // → 40
 * ```
 */
export function outcomeScores(of: Predictions | OutcomeCounts): OutcomeScores {
  const { correct, incorrect, partial, abstained } = 'incorrect' in of ? of : outcomeCounts(of);
  for (const [name, count] of Object.entries({ correct, incorrect, partial, abstained }))
    expectWhole(name, count, 0);
  const attempted = correct + incorrect + partial;
  const n = attempted + abstained;
  return {
    accuracy: share(correct, n),
    attemptRate: share(attempted, n),
    correctGivenAttempted: n > 0 && attempted === 0 ? 0 : share(correct, attempted),
    f1: share(2 * correct, n + attempted),
    omniscienceIndex: share(100 * (correct - incorrect), n),
    hallucinationRate: share(incorrect, n - correct),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
