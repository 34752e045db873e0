import { EchoError } from '@echo/core';
import {
  accuracy,
  confidentHallucinationRate,
  expectedCalibrationError,
  meanConfidence,
  overconfidenceRate,
  type Prediction,
} from '@echo/metrics';
import { BENCHMARKS, type BenchmarkName } from '@echo/tasks';
import { standardDeviation } from 'simple-statistics';

/** The published score of a benchmark. */
export interface BenchmarkScore {
  readonly name: BenchmarkName;
  /** In [0, 1]; null of no trials and, for `domain-aware`, of fewer than two domains. */
  readonly score: number | null;
  /** The lowest score that passes. */
  readonly threshold: number;
  /** When it is passed, in one sentence. */
  readonly rule: string;
  /** Whether the score reaches the threshold and the measures are what they must be. */
  readonly passed: boolean;
  /** The measures the score is computed from, in [0, 1]; null where undefined. */
  readonly measures: Readonly<Record<string, number | null>>;
}

/** The lowest score that passes each benchmark, and its whole rule in words. */
const RULES: Readonly<Record<BenchmarkName, Pick<BenchmarkScore, 'threshold' | 'rule'>>> = {
  'calibration-fundamentals': {
    threshold: 0.7,
    rule: 'Passes with ECE below .15, accuracy above 55 %, and a score, (1 − ECE) · min(1, accuracy ÷ 55 %), of at least .70.',
  },
  'domain-aware': {
    threshold: 0.6,
    rule: 'Passes with ECE below .20, a standard deviation of the mean confidences of domains (spread) above .08, and a score, (1 − ECE) · min(1, spread ÷ .15), of at least .60.',
  },
  'anti-hallucination': {
    threshold: 0.5,
    rule: 'Passes with less than 15 % of the incorrect answers stated at 80 % or more (o), less than 5 % at 95 % or more (h), and a score, (1 − o) · (1 − 3h), of at least .50.',
  },
};

/**
 * Scores the trials of a benchmark by the published rules; scores are clipped to [0, 1].
 *
 * - `calibration-fundamentals`: (1 − ECE)·min(1, accuracy/.55), from .70; ECE below .15 and accuracy above
 *   .55.
 * - `domain-aware`: (1 − ECE)·min(1, spread/.15), from .60; ECE below .20 and spread above .08. The spread is
 *   the (population) standard deviation of the mean confidence of each domain.
 * - `anti-hallucination`: (1 − o)(1 − 3h), from .50; o below .15 and h below .05. Of the incorrect answers,
 *   the share o has a confidence of at least .80, the share h of at least .95; both are 0 when none is
 *   incorrect.
 *
 * Throws `invalid-input` for another name.
 */
export function scoreBenchmark(name: BenchmarkName, trials: readonly Prediction[]): BenchmarkScore {
  switch (name) {
    case 'calibration-fundamentals': {
      const measures = { ece: expectedCalibrationError(trials), accuracy: accuracy(trials) };
      return scored(name, measures, ({ ece, accuracy }) => ({
        score: (1 - ece) * Math.min(1, accuracy / 0.55),
        holds: ece < 0.15 && accuracy > 0.55,
      }));
    }
    case 'domain-aware': {
      const measures = { ece: expectedCalibrationError(trials), spread: confidenceSpread(trials) };
      return scored(name, measures, ({ ece, spread }) => ({
        score: (1 - ece) * Math.min(1, spread / 0.15),
        holds: ece < 0.2 && spread > 0.08,
      }));
    }
    case 'anti-hallucination': {
      const none = trials.length === 0 ? null : 0;
      const measures = {
        overconfidence: overconfidenceRate(trials) ?? none,
        hallucination: confidentHallucinationRate(trials) ?? none,
      };
      return scored(name, measures, ({ overconfidence, hallucination }) => ({
        score: (1 - overconfidence) * (1 - 3 * hallucination),
        holds: overconfidence < 0.15 && hallucination < 0.05,
      }));
    }
    default:
      throw new EchoError(
        'invalid-input',
        `Expected \`name\` to be one of ${BENCHMARKS.join(', ')}, got ${String(name)}.`,
      );
  }
}

function scored<Name extends string>(
  name: BenchmarkName,
  measures: Readonly<Record<Name, number | null>>,
  judge: (measures: Readonly<Record<Name, number>>) => { readonly score: number; readonly holds: boolean },
): BenchmarkScore {
  const outcome = { name, ...RULES[name], measures };
  if (!allKnown(measures)) return { ...outcome, score: null, passed: false };
  const { score, holds } = judge(measures);
  const clipped = Math.min(1, Math.max(0, score));
  return { ...outcome, score: clipped, passed: holds && clipped >= outcome.threshold };
}

function allKnown<Name extends string>(
  measures: Readonly<Record<Name, number | null>>,
): measures is Readonly<Record<Name, number>> {
  return Object.values(measures).every((measure) => measure !== null);
}

function confidenceSpread(trials: readonly Prediction[]): number | null {
  const domains = [...new Set(trials.map((trial) => trial.domain))];
  if (domains.length < 2) return null;
  const means = domains.map(
    (domain) => meanConfidence(trials.filter((trial) => trial.domain === domain)) ?? 0,
  );
  return standardDeviation(means);
}
