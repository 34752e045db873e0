import type { Prediction } from '../prediction.js';
import { type At, field, fieldAt, isFilled, items, refusal } from './json.js';
import {
  type AdapterOptions,
  expectGrade,
  predictionOf,
  readConfidence,
  type Sample,
} from './read-prediction.js';

export interface OpenAiEvalsOptions extends AdapterOptions {
  /** The field of the `metrics` events that tells correct from incorrect, instead of the `match` events. */
  readonly metric?: string;
  /** The grade of each choice of a model-graded eval, in [0, 1]: `{ Y: 1, N: 0 }`. */
  readonly grades?: Readonly<Record<string, number>>;
}

/** The choice of a judge whose reply named none. */
const INVALID = '__invalid__';

/**
 * Predictions of a log of OpenAI's `oaieval`, its lines parsed: one for each `match` event.
 *
 * A prediction is correct when its `data.correct` is. A log without such events, or with `metric` or
 * `grades`, gives one for each `metrics` event: the metric, the worth of the choice, `accuracy` or `score`.
 * Without a callback the confidence is `data.confidence` of the event. A callback gets the event and, in
 * `sampled`, the last reply of the same sample, the judge's left aside. A log with neither kind of event is
 * refused.
 *
 * @example
 * ```ts
 * import { fromOpenAiEvals } from '@echo/metrics/adapters';
 *
 * const event = { type: 'match', sample_id: 'test.1', data: { correct: true, confidence: 0.7 } };
 * fromOpenAiEvals([event]); // → [{ confidence: 0.7, correct: true }]
 * ```
 */
export function fromOpenAiEvals(
  lines: readonly unknown[],
  options: OpenAiEvalsOptions = {},
): readonly Prediction[] {
  const events = items({ value: lines, path: '$' }, 'give the parsed lines of the log');
  const replies = repliesOf(events);
  return gradedEvents(events, options).flatMap((event) => {
    const grade = field(event, 'type').value === 'match' ? correctOf : metricOf;
    const confidence = readConfidence(withReply(event, replies), options, [
      fieldAt(event, 'data', 'confidence'),
    ]);
    if (confidence === null) return [];
    const correct = grade(event, options);
    return correct === null ? [] : [predictionOf(confidence, correct, field(event, 'data'))];
  });
}

function gradedEvents(events: readonly At[], { metric, grades }: OpenAiEvalsOptions): readonly At[] {
  const ofType = (type: string) => events.filter((event) => field(event, 'type').value === type);
  const matches = metric === undefined && grades === undefined ? ofType('match') : [];
  const graded = matches.length > 0 ? matches : ofType('metrics');
  if (graded.length > 0) return graded;
  const types = [...new Set(events.flatMap((event) => field(event, 'type').value ?? []))];
  throw refusal(
    { value: events, path: '$' },
    'a log with `match` or `metrics` events',
    `give one of an eval that grades sample by sample, ${
      types.length > 0 ? `for this one has only ${types.join(', ')}` : 'for this one has no events'
    }`,
  );
}

function correctOf(event: At): boolean {
  const correct = fieldAt(event, 'data', 'correct');
  if (typeof correct.value !== 'boolean')
    throw refusal(correct, 'true or false', 'give a log of events as `oaieval` writes it');
  return correct.value;
}

/**
 * The grade of a `metrics` event; null where the judge named no choice and `grades` does not say what that is
 * worth.
 */
function metricOf(event: At, { metric, grades }: OpenAiEvalsOptions): number | null {
  const data = field(event, 'data');
  const choice = field(data, metric ?? 'choice');
  if (grades !== undefined && typeof choice.value === 'string') {
    const worth = field({ value: grades, path: 'grades' }, choice.value);
    if (isFilled(worth)) return expectGrade(worth, 'say what the choice is worth');
    if (choice.value === INVALID) return null;
    throw refusal(choice, `one of ${Object.keys(grades).join(', ')}`, 'say in `grades` what it is worth');
  }
  const places = (metric === undefined ? ['accuracy', 'score'] : [metric]).map((name) => field(data, name));
  const place = places.find(isFilled);
  const judged = isFilled(field(data, 'choice')) || typeof place?.value === 'string';
  const remedy = judged
    ? 'say in `grades` what each choice is worth, such as { Y: 1, N: 0 }'
    : `name one of the recorded metrics in \`metric\`: ${Object.keys(data.value ?? {}).join(', ')}`;
  return expectGrade(place ?? (judged ? field(data, 'score') : (places[0] as At)), remedy);
}

/** The replies of each sample in the order of the log. */
function repliesOf(events: readonly At[]): ReadonlyMap<string, readonly unknown[]> {
  const replies = new Map<string, unknown[]>();
  for (const event of events) {
    if (field(event, 'type').value !== 'sampling') continue;
    const reply = fieldAt(event, 'data', 'sampled').value;
    const before = replies.get(sampleOf(event));
    if (before) before.push(reply);
    else replies.set(sampleOf(event), [reply]);
  }
  return replies;
}

/** A judge replies after the model, under the same sample. */
function withReply(event: At, replies: ReadonlyMap<string, readonly unknown[]>): At {
  if (typeof event.value !== 'object' || event.value === null) return event;
  const judged = isFilled(fieldAt(event, 'data', 'choice'));
  const sampled = replies.get(sampleOf(event))?.at(judged ? -2 : -1);
  return { ...event, value: { ...(event.value as Sample), sampled } };
}

function sampleOf(event: At): string {
  return JSON.stringify([field(event, 'run_id').value, field(event, 'sample_id').value]);
}
