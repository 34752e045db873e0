import { fromInspect } from '@echo/metrics/adapters';
import { at, isFields, messageText } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { adapted, placeOf } from '../refusal.js';
import { namedGrade } from './named-grade.js';

/** The row of an Inspect sample. */
export function inspectRow(value: JsonValue, options: ReadLogOptions): ReadRow {
  const sample = value.value;
  if (isFields(sample) && sample.invalidation) return { leftOut: 'invalidated' };
  const scores = at(sample, 'scores');
  const scored = isFields(scores) ? Object.values(scores).some(Boolean) : at(sample, 'score');
  if (!scored) return { leftOut: 'without a score' };
  const scorer =
    options.correct !== undefined && isFields(scores) && Object.hasOwn(scores, options.correct)
      ? options.correct
      : undefined;
  const byField = scorer === undefined && options.correct !== undefined;
  const [graded] = byField
    ? [{ correct: namedGrade(value, options) ?? 0 }]
    : adapted(value, () =>
        fromInspect({ samples: [sample] }, { confidence: () => 0, ...(scorer !== undefined && { scorer }) }),
      );
  if (!graded || !isFields(sample)) return { leftOut: 'without a score' };
  const metadata = at(sample, 'metadata');
  const score = scoreOf(sample, scorer);
  const reply =
    messageText(at(sample, 'output', 'completion')) ??
    messageText(at(sample, 'output', 'choices', 0, 'message'));
  const { confidence, parsed } = findConfidence(
    {
      at: value,
      sample,
      places: {
        "the score's metadata.confidence": at(score, 'metadata', 'confidence'),
        'metadata.confidence': at(metadata, 'confidence'),
      },
      reply,
    },
    options,
  );
  const epoch = at(sample, 'epoch');
  return {
    at: placeOf(value),
    taskId: `${at(sample, 'id') ?? value.place}${typeof epoch === 'number' && epoch > 1 ? `#${epoch}` : ''}`,
    grade: Number(graded.correct),
    confidence,
    ...(parsed?.abstained && { abstained: true }),
    ...texts({
      domain: at(metadata, 'domain') ?? at(metadata, 'category') ?? at(metadata, 'subject'),
      difficulty: at(metadata, 'difficulty'),
      question: messageText(at(sample, 'input')),
      answer: at(score, 'answer') ?? reply,
      expected: messageText(at(sample, 'target')),
    }),
  };
}

function scoreOf(sample: unknown, scorer: string | undefined): unknown {
  const scores = at(sample, 'scores');
  if (!isFields(scores)) return at(sample, 'score');
  return scorer === undefined ? Object.values(scores).find(Boolean) : scores[scorer];
}
