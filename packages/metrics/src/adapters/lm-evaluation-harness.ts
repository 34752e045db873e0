import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, isFilled, items, refusal } from './json.js';
import { numberOf } from './number-of.js';
import { type AdapterOptions, expectGrade, predictionOf, readConfidence } from './read-prediction.js';

export interface LmEvaluationHarnessOptions extends AdapterOptions {
  /**
   * Which metric tells correct from incorrect; else the first of the sample's `metrics`, `acc` or
   * `exact_match`.
   */
  readonly metric?: string;
  /** Whose samples to take; needed where the file has those of several filters. */
  readonly filter?: string;
}

/**
 * Predictions of the samples of lm-evaluation-harness, one for each document, its grade the metric.
 *
 * The samples are the parsed lines of `samples_….jsonl`, which `--log_samples` writes. Without a callback the
 * confidence is that of a multiple-choice task by `acc`: the share of the likeliest choice in the likelihoods
 * of all, from `filtered_resps`. Domain and difficulty are those of `doc`. A document listed twice is
 * refused: files before 0.4.7 do so for each filter, without naming it.
 *
 * @example
 * ```ts
 * import { fromLmEvaluationHarness } from '@echo/metrics/adapters';
 *
 * const sample = { doc_id: 0, doc: {}, filtered_resps: [[-0.5, false], [-1.5, false]], acc: 1 };
 * fromLmEvaluationHarness([sample]); // → [{ confidence: 0.7311, correct: 1 }]
 * ```
 */
export function fromLmEvaluationHarness(
  lines: readonly unknown[],
  options: LmEvaluationHarnessOptions = {},
): readonly Prediction[] {
  const samples = items({ value: lines, path: '$' }, 'give the parsed lines of `samples_….jsonl`');
  const ofOne = ofOneFilter(samples, options.filter);
  expectEachOnce(ofOne);
  return ofOne.flatMap((sample) => {
    const metric = metricOf(sample, options.metric);
    const grade = expectGrade(field(sample, metric), 'name another in `metric`');
    const responses = field(sample, 'filtered_resps');
    const share = metric === 'acc' ? shareOfLikeliest(sample) : undefined;
    const confidence = readConfidence(sample, options, [
      { value: share, path: `the share of the likeliest choice in ${responses.path}` },
    ]);
    return confidence === null ? [] : [predictionOf(confidence, grade, field(sample, 'doc'))];
  });
}

function ofOneFilter(samples: readonly At[], filter: string | undefined): readonly At[] {
  const filters = samples.map((sample) => field(sample, 'filter'));
  const [first] = filters;
  if (!first) return samples;
  if (filter === undefined) {
    const other = filters.find(({ value }) => value !== first.value);
    if (!other) return samples;
    throw refusal(other, `${JSON.stringify(first.value)} as before`, 'name one of them in `filter`');
  }
  const found = samples.filter((_, i) => filters[i]?.value === filter);
  if (found.length > 0) return found;
  const names = [...new Set(filters.filter(isFilled).map(({ value }) => String(value)))];
  throw refusal(
    first,
    JSON.stringify(filter),
    names.length > 0
      ? `name one of ${names.join(', ')} in \`filter\``
      : 'this version does not write it: keep the lines of one filter, and leave `filter` out',
  );
}

function expectEachOnce(samples: readonly At[]): void {
  const seen = new Map<string, At>();
  for (const sample of samples) {
    const id = field(sample, 'doc_id');
    if (!isFilled(id)) continue;
    const key = JSON.stringify([
      id.value,
      filledOf(sample, 'doc_hash', 'doc'),
      filledOf(sample, 'prompt_hash', 'arguments'),
    ]);
    const before = seen.get(key);
    if (before)
      throw refusal(
        id,
        `of another document than ${before.path}`,
        'keep the lines of one filter of one run: before 0.4.7 a document is listed once for each filter',
      );
    seen.set(key, id);
  }
}

function filledOf(sample: At, name: string, otherwise: string): unknown {
  return field(sample, name).value ?? field(sample, otherwise).value;
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

/**
 * Of [log-likelihood, is greedy] pairs, which most versions write as strings; undefined where one is no
 * number.
 */
function shareOfLikeliest(sample: At): number | undefined {
  const logLikelihoods = choicesOf(sample).map((pair) =>
    Array.isArray(pair) ? numberOf(pair[0]) : undefined,
  );
  const known = logLikelihoods.filter((x): x is number => x !== undefined && !Number.isNaN(x));
  if (known.length < 2 || known.length < logLikelihoods.length) return undefined;
  const greatest = Math.max(...known);
  if (!Number.isFinite(greatest)) return undefined;
  return 1 / known.reduce((sum, x) => sum + Math.exp(x - greatest), 0);
}

/** With `acc_mutual_info` the choices are followed by the same without the question. */
function choicesOf(sample: At): readonly unknown[] {
  const { value } = field(sample, 'filtered_resps');
  if (!Array.isArray(value)) return [];
  const twice = isFilled(field(sample, 'acc_mutual_info')) && value.length % 2 === 0;
  return twice ? value.slice(0, value.length / 2) : value;
}
