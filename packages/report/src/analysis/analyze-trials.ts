import { EchoError } from '@echo/core';
import type { Estimate } from '@echo/metrics';
import { type BestRecalibration, fitBest } from '@echo/metrics/recalibration';
import type { CurveStep } from '@echo/plots';
import type { ReportInput, ReportMeta, ReportOptions } from '../trial.js';
import { type Advice, adviceOf } from '../verdict/advice.js';
import { type Verdict, verdictOf } from '../verdict/verdict.js';
import { type BaselineReport, baselineReport } from './baselines.js';
import { domainNames } from './domain-rows.js';
import { type Moment, momentOf } from './moment.js';
import { prepareTrials } from './prepare-trials.js';
import { type Change, changeOf } from './training-change.js';
import { type WorstMistakes, worstMistakes } from './worst-mistakes.js';

/** What a report says, in numbers and sentences: plain JSON. */
export interface ReportAnalysis {
  readonly format: 'echo-report';
  readonly version: 1;
  readonly meta: ReportMeta;
  readonly n: number;
  /** Calls that failed and are in no other number. */
  readonly failed: number;
  readonly ece: Estimate;
  readonly verdict: Verdict;
  readonly advice: readonly Advice[];
  readonly wantedRisk: number;
  readonly after: Moment;
  readonly before: Moment | null;
  /** After less before, task by task; null without a before or without common tasks. */
  readonly change: Change | null;
  readonly baselines: BaselineReport;
  /** The best map by cross-validated loss; null with fewer than fifty trials. */
  readonly recalibration: BestRecalibration | null;
  readonly mistakes: WorstMistakes;
  readonly steps: readonly CurveStep[];
  readonly conventions: {
    readonly resamples: number;
    readonly seed: number;
    /** Whether confidences were rounded to a tenth of a per cent, as there were more than 1,001. */
    readonly rounded: boolean;
  };
}

/** Of more trials fewer resamples do: the ends of an interval move less. */
const MANY = 20_000;
const FEW_TO_RECALIBRATE = 50;

/**
 * Measures the trials of an evaluation and says what follows from them.
 *
 * Throws `invalid-input` for no answered trial, for a confidence outside [0, 1] and for a wanted risk outside
 * (0, 1).
 *
 * @example
 * ```ts
 * import { analyzeTrials } from '@echo/report';
 *
 * const trials = [{ taskId: 'q1', confidence: 0.9, correct: true }];
 * const { verdict } = analyzeTrials({ trials, meta: { title: 'My model', source: 'answers.jsonl' } });
 * verdict.headline; // → 'Too few answers to tell: 1 of 30.'
 * ```
 */
export function analyzeTrials(input: ReportInput, options: ReportOptions = {}): ReportAnalysis {
  const { wantedRisk = 0.1, mistakes = 200, seed = 0 } = options;
  if (!(wantedRisk > 0 && wantedRisk < 1))
    throw new EchoError(
      'invalid-input',
      `Expected \`wantedRisk\` to lie between 0 and 1, got ${wantedRisk}: give a share such as .1.`,
    );
  const prepared = prepareTrials(input.trials);
  const { trials } = prepared;
  const earlier = input.before && prepareTrials(input.before, 'before');
  const resamples = options.resamples ?? (trials.length > MANY ? 300 : 1000);
  const bootstrap = { resamples, seed };
  const labels = input.labels ?? { before: 'before', after: earlier ? 'after' : 'the model' };
  const nameOf = domainNames(trials);
  const after = momentOf(trials, { label: labels.after, bootstrap, wantedRisk, nameOf });
  const before =
    earlier === undefined
      ? null
      : momentOf(earlier.trials, { label: labels.before, bootstrap, wantedRisk, nameOf });
  const change = earlier === undefined ? null : changeOf(earlier.trials, trials, { resamples, seed });
  const baselines = baselineReport(
    [...(earlier ? [{ label: labels.before, trials: earlier.trials }] : []), { label: labels.after, trials }],
    bootstrap,
  );
  const recalibration = trials.length < FEW_TO_RECALIBRATE ? null : fitBest(trials, { seed });
  const measured = { after, before, change, baselines, recalibration, wantedRisk };
  return {
    format: 'echo-report',
    version: 1,
    meta: input.meta,
    n: trials.length,
    failed: prepared.failed,
    ece: after.report.ece,
    verdict: verdictOf(measured),
    advice: adviceOf(measured),
    ...measured,
    mistakes: worstMistakes(trials, mistakes),
    steps: input.steps ?? [],
    conventions: { resamples, seed, rounded: prepared.rounded || earlier?.rounded === true },
  };
}

/** What verdict and advice are drawn from. */
export type Measured = Pick<
  ReportAnalysis,
  'after' | 'before' | 'change' | 'baselines' | 'recalibration' | 'wantedRisk'
>;
