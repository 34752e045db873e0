import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, items, refusal } from './json.js';
import { type AdapterOptions, predictionOf, readConfidence, type Sample } from './read-prediction.js';

/**
 * Predictions of a log of OpenAI's `oaieval`, its lines parsed: one for each `match` event, right when its `data.correct` is. Without a
 * callback the confidence is `data.confidence` of that event, as recorded by an eval of one's own. A callback gets the event and, in
 * `sampled`, the last reply recorded under the same `sample_id`.
 */
export function fromOpenAiEvals(
  lines: readonly unknown[],
  options: AdapterOptions = {},
): readonly Prediction[] {
  const events = items({ value: lines, path: '$' }, 'give the parsed lines of the log');
  const replies = new Map<unknown, unknown>();
  for (const event of events) {
    if (field(event, 'type').value === 'sampling')
      replies.set(field(event, 'sample_id').value, fieldAt(event, 'data', 'sampled').value);
  }
  return events.flatMap((event) => {
    if (field(event, 'type').value !== 'match') return [];
    const confidence = readConfidence(withReply(event, replies), options, [
      fieldAt(event, 'data', 'confidence'),
    ]);
    if (confidence === null) return [];
    const correct = fieldAt(event, 'data', 'correct');
    if (typeof correct.value !== 'boolean')
      throw refusal(correct, 'true or false', 'give a log of events as `oaieval` writes it');
    return [predictionOf(confidence, correct.value, field(event, 'data'))];
  });
}

function withReply(event: At, replies: ReadonlyMap<unknown, unknown>): At {
  const sampled = replies.get(field(event, 'sample_id').value);
  return { ...event, value: { ...(event.value as Sample), sampled } };
}
