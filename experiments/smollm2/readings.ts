import { baseRatePredictions, type Trial } from '@echo/eval';
import { predictedBy } from './ridge-logistic.js';
import { type Contender, domainOf } from './scores-table.js';

/** A graded trial. */
export interface Judged {
  readonly trial: Trial;
}

/** Trials under the confidences that a predictor gives them. */
export interface Reading extends Contender {
  readonly predictions: readonly Trial[];
}

const trialsOf = (some: readonly Judged[]): readonly Trial[] => some.map(({ trial }) => trial);

/**
 * Two kinds of predictors, fitted to some trials and predicting others.
 *
 * `baseRate` is the base rate of each domain; `readOut` is a logistic regression on features with the base
 * rate as its offset.
 */
export function readings<One extends Judged>(fittedOn: readonly One[], measured: readonly One[]) {
  const withConfidences = (name: string, confidences: readonly number[]): Reading => ({
    name,
    predictions: measured.map(({ trial }, i) => ({ ...trial, confidence: confidences[i] as number })),
  });
  const rates = (some: readonly One[]): readonly number[] =>
    baseRatePredictions(trialsOf(some), domainOf, trialsOf(fittedOn)).map(({ confidence }) => confidence);
  const logOdds = (rate: number): number => {
    const p = Math.min(Math.max(rate, 1e-3), 1 - 1e-3);
    return Math.log(p / (1 - p));
  };
  return {
    baseRate: withConfidences('base rate of the domain', rates(measured)),
    readOut: (name: string, features: (one: One) => Float32Array) => {
      const known = (some: readonly One[]) => ({
        features: some.map(features),
        offsets: rates(some).map(logOdds),
      });
      const correct = fittedOn.map(({ trial }) => trial.correct);
      const { predictions, strength } = predictedBy({ ...known(fittedOn), correct }, known(measured));
      return withConfidences(`base rate, and ${name} (ridge ${strength})`, predictions);
    },
  };
}
