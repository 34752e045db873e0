import { fromPromptfoo } from '@echo/metrics/adapters';
import { at, firstText, isFields, messageText } from '../fields.js';
import { findConfidence } from '../find-confidence.js';
import type { JsonValue } from '../lines.js';
import { type ReadLogOptions, type ReadRow, texts } from '../log-row.js';
import { adapted, placeOf } from '../refusal.js';
import { namedGrade } from './named-grade.js';

/** The row of a promptfoo result. */
export function promptfooRow(value: JsonValue, options: ReadLogOptions): ReadRow {
  const result = value.value;
  const { provider } = options;
  if (provider !== undefined && !namesOf(result).includes(provider))
    return { leftOut: 'of another provider' };
  const [graded] = adapted(value, () => fromPromptfoo([result], { confidence: () => 0 }));
  if (!graded || !isFields(result)) return { leftOut: 'could not be run or graded' };
  const reply = replyOf(result);
  const { confidence, parsed } = findConfidence(
    {
      at: value,
      sample: result,
      places: {
        'metadata.confidence': at(result, 'metadata', 'confidence'),
        'namedScores.confidence': at(result, 'namedScores', 'confidence'),
      },
      reply,
    },
    options,
  );
  const vars = at(result, 'vars') ?? at(result, 'testCase', 'vars');
  return {
    at: placeOf(value),
    taskId: String(at(result, 'testIdx') ?? value.place),
    grade: namedGrade(value, options) ?? Number(graded.correct),
    confidence,
    ...(parsed?.abstained && { abstained: true }),
    ...texts({
      domain: graded.domain,
      difficulty: graded.difficulty,
      question:
        firstText(at(vars, 'question'), at(vars, 'prompt'), at(vars, 'input')) ??
        messageText(at(result, 'prompt', 'raw')),
      answer: parsed?.answerSource === 'tag' ? parsed.answer : reply,
      expected: at(vars, 'expected') ?? at(vars, 'answer'),
    }),
  };
}

function namesOf(result: unknown): readonly unknown[] {
  return [at(result, 'provider'), at(result, 'provider', 'id'), at(result, 'provider', 'label')];
}

function replyOf(result: unknown): string | undefined {
  const output = at(result, 'response', 'output');
  if (typeof output === 'string') return output;
  return output === undefined || output === null ? undefined : JSON.stringify(output);
}
