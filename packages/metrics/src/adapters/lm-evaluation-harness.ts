import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, items, refusal } from './json.js';
import { type AdapterOptions, expectGrade, predictionOf, readConfidence } from './read-prediction.js';

export interface LmEvaluationHarnessOptions extends AdapterOptions {
  /** Which metric tells right from wrong; else the first of the sample's `metrics`, `acc` or `exact_match`. */
  readonly metric?: string;
  /** Whose samples to take; needed where the file has those of several filters. */
  readonly filter?: string;
}

/**
 * Predictions of the samples of lm-evaluation-harness (`--log_samples`), the lines of `samples_….jsonl` parsed: one for each, its grade
 * the metric. Without a callback the confidence is that of a multiple-choice task by `acc`: the share of the likeliest choice in the
 * likelihoods of all, from `filtered_resps`. Domain and difficulty are those of `doc`.
 */
export function fromLmEvaluationHarness(
  lines: readonly unknown[],
  options: LmEvaluationHarnessOptions = {},
): readonly Prediction[] {
  const samples = items({ value: lines, path: '$' }, 'give the parsed lines of `samples_….jsonl`');
  return ofOneFilter(samples, options.filter).flatMap((sample) => {
    const metric = metricOf(sample, options.metric);
    const grade = expectGrade(field(sample, metric), 'name another in `metric`');
    const responses = field(sample, 'filtered_resps');
    const share = metric === 'acc' ? shareOfLikeliest(responses) : undefined;
    const confidence = readConfidence(sample, options, [
      { value: share, path: `the share of the likeliest choice in ${responses.path}` },
    ]);
    return confidence === null ? [] : [predictionOf(confidence, grade, field(sample, 'doc'))];
  });
}

function ofOneFilter(samples: readonly At[], filter: string | undefined): readonly At[] {
  if (filter !== undefined) return samples.filter((sample) => field(sample, 'filter').value === filter);
  const first = samples[0] && field(samples[0], 'filter').value;
  const other = samples.map((sample) => field(sample, 'filter')).find(({ value }) => value !== first);
  if (other) throw refusal(other, `${JSON.stringify(first)} as before`, 'name one of them in `filter`');
  return samples;
}

function metricOf(sample: At, metric: string | undefined): string {
  const names = [metric, fieldAt(sample, 'metrics', '0').value, 'acc', 'exact_match'];
  const name = names.find(
    (name): name is string => typeof name === 'string' && field(sample, name).value !== undefined,
  );
  if (name === undefined || (metric !== undefined && name !== metric))
    throw refusal(
      field(sample, metric ?? 'acc'),
      'a grade in [0, 1]',
      "name one of the sample's metrics in `metric`",
    );
  return name;
}

/** Of [log-likelihood, is greedy] pairs; the harness writes both as strings. */
function shareOfLikeliest({ value }: At): number | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined;
  const logLikelihoods = value.map((pair: unknown) => Number(Array.isArray(pair) ? pair[0] : Number.NaN));
  const greatest = Math.max(...logLikelihoods);
  if (!Number.isFinite(greatest)) return undefined;
  return 1 / logLikelihoods.reduce((sum, x) => sum + Math.exp(x - greatest), 0);
}
