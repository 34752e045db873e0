import fc from 'fast-check';
import type { AnswerKey, Task } from '../index.js';

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('"', ',', 'a\nb', 'a\r\nb', '""', ' ', '\uFEFFa', '__proto__', "'", '=1+1'),
);
/** JSON is written without the sign of −0, as the number of an answer here is without it. */
const written = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as typeof value);
const choiceKey = fc.uniqueArray(text, { minLength: 2, maxLength: 5 }).chain((labels) =>
  fc.record({
    kind: fc.constant('choice' as const),
    label: fc.constantFrom(...labels),
    choices: fc.tuple(...labels.map((label) => text.map((of) => ({ label, text: of })))),
  }),
);
const answerKey: fc.Arbitrary<AnswerKey> = fc.oneof(
  fc.record({
    kind: fc.constant('number' as const),
    value: fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0),
  }),
  choiceKey,
  fc.record(
    {
      kind: fc.constant('text' as const),
      answer: text,
      aliases: fc.array(text),
      match: fc.constantFrom('exact' as const, 'fuzzy' as const),
    },
    { requiredKeys: ['kind', 'answer'] },
  ),
  fc.record(
    { kind: fc.constant('acme:regex' as const), answer: text, hint: text, pattern: written },
    { requiredKeys: ['kind', 'answer'] },
  ),
);

/** Tasks of every kind, with texts as bad as they come. */
export const anyTasks: fc.Arbitrary<readonly Task[]> = fc.uniqueArray(
  fc.record(
    {
      id: text,
      domain: text,
      difficulty: fc.constantFrom('easy' as const, 'medium' as const, 'hard' as const),
      question: text,
      answerKey,
      source: text,
      familiarity: fc.constantFrom('known' as const, 'unknown' as const),
    },
    { requiredKeys: ['id', 'domain', 'difficulty', 'question', 'answerKey'] },
  ),
  { selector: (task) => task.id, maxLength: 8 },
);
