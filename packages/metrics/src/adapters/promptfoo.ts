import type { Prediction } from '../prediction.js';
import { field, fieldAt, items, refusal } from './json.js';
import { type AdapterOptions, predictionOf, readConfidence } from './read-prediction.js';

/** promptfoo's `failureReason` of a test that could not be run. */
const ERROR = 2;

/**
 * Predictions of what `promptfoo eval --output results.json` writes: one for each of `results.results`, right when it is a `success`.
 * Without a callback the confidence is `metadata.confidence`, else `namedScores.confidence` (an assertion with `metric: confidence`).
 * Domain and difficulty are those of `testCase.metadata`. Tests that could not be run are left out.
 */
export function fromPromptfoo(file: unknown, options: AdapterOptions = {}): readonly Prediction[] {
  const results = fieldAt({ value: file, path: '$' }, 'results', 'results');
  return items(results, 'give the file of `promptfoo eval --output results.json`').flatMap((result) => {
    if (field(result, 'failureReason').value === ERROR) return [];
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
