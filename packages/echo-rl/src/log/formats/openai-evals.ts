import { fromOpenAiEvals } from '@echo/metrics/adapters';
import { at, type Fields, isFields, messageText } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type LogRow, type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { adapted, placeOf } from '../refusal.js';

/** What was asked and replied under a sample. */
interface Asked {
  readonly question: string | undefined;
  readonly replies: readonly (string | undefined)[];
}

/**
 * Reads the events of an OpenAI evals log: a row for each `match` event, or for each `metrics` event of a log
 * without such.
 */
export async function* openAiEvalsRows(
  values: AsyncIterable<JsonValue>,
  options: ReadLogOptions,
): AsyncGenerator<ReadRow, void, void> {
  const asked = new Map<string, Asked>();
  const byMetric: ReadRow[] = [];
  const wantsMetrics = options.correct !== undefined || options.grades !== undefined;
  let matches = 0;
  for await (const value of values) {
    const event = value.value;
    if (!isFields(event)) continue;
    const key = JSON.stringify([event.run_id, event.sample_id]);
    if (event.type === 'sampling') asked.set(key, sampled(event, asked.get(key)));
    else if (event.type === 'match' && !wantsMetrics) {
      matches++;
      yield rowOf(value, event, asked.get(key), options);
      asked.delete(key);
    } else if (event.type === 'metrics' && matches === 0) {
      byMetric.push(tryRow(() => rowOf(value, event, asked.get(key), options)));
      asked.delete(key);
    }
  }
  if (matches > 0) return;
  for (const row of byMetric) yield row;
}

/** A metrics event counts only where there is no match event, so its error must wait. */
function tryRow(row: () => ReadRow): ReadRow {
  try {
    return row();
  } catch (error) {
    return {
      get leftOut(): string {
        throw error;
      },
    };
  }
}

function sampled(event: Fields, before: Asked | undefined): Asked {
  const { sampled: reply, prompt } = (event.data ?? {}) as Fields;
  return {
    question: before?.question ?? messageText(prompt),
    replies: [...(before?.replies ?? []).slice(-1), messageText(reply)],
  };
}

function rowOf(value: JsonValue, event: Fields, asked: Asked | undefined, options: ReadLogOptions): ReadRow {
  const [graded] = adapted(value, () =>
    fromOpenAiEvals([event], {
      confidence: () => 0,
      ...(options.correct !== undefined && { metric: options.correct }),
      ...(options.grades && { grades: options.grades }),
    }),
  );
  if (!graded) return { leftOut: 'without a choice of the judge' };
  const { data } = event;
  const judged = at(data, 'choice') !== undefined;
  const reply = asked?.replies.at(judged ? -2 : -1) ?? messageText(at(data, 'sampled'));
  const { confidence, parsed } = findConfidence(
    { at: value, sample: event, places: { 'data.confidence': at(data, 'confidence') }, reply },
    options,
  );
  const row: LogRow = {
    at: placeOf(value),
    taskId: String(event.sample_id ?? value.place),
    grade: Number(graded.correct),
    confidence,
    ...(parsed?.abstained && { abstained: true }),
    ...texts({
      domain: graded.domain,
      difficulty: graded.difficulty,
      question: asked?.question,
      answer: messageText(at(data, 'picked')) ?? reply,
      expected: messageText(at(data, 'expected')),
    }),
  };
  return row;
}
