import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, isFilled, items, refusal } from './json.js';
import { type AdapterOptions, predictionOf, readConfidence } from './read-prediction.js';

export interface PromptfooOptions extends AdapterOptions {
  /** The id or label of the provider whose results to take; those of all unless given. */
  readonly provider?: string;
}

/** promptfoo's `failureReason`: an assertion failed; the test could not be run. */
const ASSERT = 1;
const ERROR = 2;

/**
 * Predictions of what `promptfoo eval --output results.json` writes, correct where a result is a `success`.
 *
 * The parsed lines of `results.jsonl` and the summary that `evaluate()` returns are read, too. Without a
 * callback the confidence is `metadata.confidence`, else `namedScores.confidence` (an assertion with `metric:
 * confidence`). Domain and difficulty are those of `testCase.metadata`. Left out are tests that could not be
 * run, in files before `failureReason` those with an error and no grading, and those whose judge failed.
 *
 * @example
 * ```ts
 * import { fromPromptfoo } from '@echo/metrics/adapters';
 *
 * const file = { results: { results: [{ success: true, metadata: { confidence: 0.7 } }] } };
 * fromPromptfoo(file); // → [{ confidence: 0.7, correct: true }]
 * ```
 */
export function fromPromptfoo(file: unknown, options: PromptfooOptions = {}): readonly Prediction[] {
  const results = items(resultsOf(file), 'give the file of `promptfoo eval --output results.json`');
  return ofProvider(results, options.provider).flatMap((result) => {
    if (failed(result)) return [];
    const confidence = readConfidence(result, options, [
      fieldAt(result, 'metadata', 'confidence'),
      fieldAt(result, 'namedScores', 'confidence'),
    ]);
    if (confidence === null) return [];
    const success = field(result, 'success');
    if (typeof success.value !== 'boolean')
      throw refusal(success, 'true or false', 'give results that promptfoo has graded');
    return [predictionOf(confidence, success.value, fieldAt(result, 'testCase', 'metadata'))];
  });
}

function resultsOf(file: unknown): At {
  const whole = { value: file, path: '$' };
  if (Array.isArray(file)) return whole;
  const summary = field(whole, 'results');
  const filled = Array.isArray(summary.value) && summary.value.length > 0;
  return filled ? summary : field(summary, 'results');
}

function ofProvider(results: readonly At[], provider: string | undefined): readonly At[] {
  if (provider === undefined) return results;
  const namesOf = (result: At) => {
    const { value } = field(result, 'provider');
    const names = [
      value,
      fieldAt(result, 'provider', 'id').value,
      fieldAt(result, 'provider', 'label').value,
    ];
    return names.filter((name) => typeof name === 'string' && name !== '');
  };
  const found = results.filter((result) => namesOf(result).includes(provider));
  const [first] = results;
  if (found.length > 0 || !first) return found;
  const names = [...new Set(results.flatMap(namesOf))].join(', ');
  throw refusal(
    field(first, 'provider'),
    JSON.stringify(provider),
    `name one of the providers in \`provider\`: ${names}`,
  );
}

/** Whether the test gave no verdict: the model or the judge could not be asked. */
function failed(result: At): boolean {
  const reason = field(result, 'failureReason').value;
  if (reason === ERROR) return true;
  const grading = field(result, 'gradingResult');
  if (isFilled(grading)) return judgeFailed(grading);
  if (isFilled(fieldAt(result, 'response', 'error'))) return true;
  return reason !== ASSERT && field(result, 'success').value === false && isFilled(field(result, 'error'));
}

function judgeFailed(grading: At): boolean {
  const components = field(grading, 'componentResults');
  const parts = Array.isArray(components.value) ? items(components, '') : [];
  return [grading, ...parts].some((part) => fieldAt(part, 'metadata', 'graderError').value === true);
}
