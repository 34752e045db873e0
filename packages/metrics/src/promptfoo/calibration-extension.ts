import type { Prediction } from '../prediction.js';
import {
  type CalibrationReport,
  calibrationReport,
  type ReportOptions,
} from '../report/calibration-report.js';
import { runFigures } from '../scorers/run-figures.js';

/** The result of one test, as promptfoo hands it to `afterAll`. */
export interface TestResult {
  readonly promptIdx: number;
  readonly success: boolean;
  readonly namedScores: Readonly<Record<string, number>>;
}

/** A prompt with a provider, whose metrics promptfoo shows and saves after `afterAll`. */
export interface CompletedPrompt {
  readonly label: string;
  readonly provider: string;
  readonly metrics?: {
    readonly namedScores: Record<string, number>;
    readonly namedScoresCount: Record<string, number>;
    readonly namedScoreWeights?: Record<string, number>;
  };
}

/** What promptfoo hands to the hook `afterAll`. */
export interface AfterAllContext {
  readonly results: readonly TestResult[];
  readonly prompts: readonly CompletedPrompt[];
}

export interface CalibrationExtensionOptions {
  /** How a result is read; unless given, from the named scores that our assertions leave. */
  readonly read?: (result: TestResult) => Prediction | null;
  /** Bins and resamples. */
  readonly report?: ReportOptions;
  /** Gets the report of each prompt and provider; what it throws ends the run with an error. */
  readonly onReport?: (report: CalibrationReport, prompt: CompletedPrompt) => void | Promise<void>;
}

/**
 * Promptfoo extension for `afterAll`: accuracy, mean confidence, ECE, Brier score and AUROC of each prompt.
 *
 * The figures become named scores of the prompt, which the viewer and the output file show beside those of
 * the assertions. Export it as `afterAll` and name it as `file://calibration.mjs:afterAll`. Unless `read` is
 * given, results without the named score `confidence` are left out; correct is the named score `correct`,
 * else whether the test passed.
 */
export function calibrationExtension({
  read = fromNamedScores,
  report: options = {},
  onReport,
}: CalibrationExtensionOptions = {}): (context: AfterAllContext) => Promise<void> {
  return async ({ results, prompts }) => {
    for (const [index, prompt] of prompts.entries()) {
      const predictions = results.filter(({ promptIdx }) => promptIdx === index).map(read);
      const report = calibrationReport(
        predictions.filter((prediction) => prediction !== null),
        options,
      );
      for (const { name, value } of runFigures(report)) nameScore(prompt, name, value);
      await onReport?.(report, prompt);
    }
  };
}

function fromNamedScores({ namedScores, success }: TestResult): Prediction | null {
  const { confidence, correct } = namedScores;
  return confidence === undefined ? null : { confidence, correct: correct ?? success };
}

/** Promptfoo shows sums over counts: a figure of the run is one sum, counted once. */
function nameScore({ metrics }: CompletedPrompt, name: string, value: number): void {
  if (!metrics) return;
  metrics.namedScores[name] = value;
  metrics.namedScoresCount[name] = 1;
  if (metrics.namedScoreWeights) metrics.namedScoreWeights[name] = 1;
}
