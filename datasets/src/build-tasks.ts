import { createRng, type Rng } from '@echo/core';
import type { AnswerKey, Task } from '@echo/tasks';
import type { Form } from './fact.js';
import { allFacts } from './families/index.js';
import { prepareFacts } from './prepare-facts.js';
import { type Split, type SplitName, splitFacts } from './split.js';

/** The seed of the published files. */
export const SEED = 'echo tasks 2';

/** A task with what it was made from. */
export interface BuiltTask {
  readonly split: SplitName;
  readonly task: Task;
  readonly fact: string;
  readonly template: string;
  readonly entities: readonly string[];
}

/** The whole task set, the same for the same seed. */
export interface TaskSetBuild {
  readonly tasks: readonly BuiltTask[];
  readonly unknownEntities: ReadonlySet<string>;
}

/** Makes every task of every split from the facts; pure. */
export function buildTasks(seed: string = SEED): TaskSetBuild {
  const rng = createRng(seed);
  const split = splitFacts(prepareFacts(allFacts(), rng), rng.fork('split'));
  return {
    tasks: (['train', 'dev', 'test'] as const).flatMap((name) => buildSplit(split, name, rng)),
    unknownEntities: split.unknownEntities,
  };
}

function buildSplit(split: Split, name: SplitName, rng: Rng): readonly BuiltTask[] {
  const own = rng.fork(`order ${name}`).shuffle(split.assignments.filter((item) => item.split === name));
  return own.map(({ fact, form, familiarity }, i) => ({
    split: name,
    fact: fact.id,
    template: form.template,
    entities: fact.entities,
    task: {
      id: `${name}-${String(i + 1).padStart(5, '0')}`,
      domain: fact.domain,
      difficulty: fact.difficulty,
      question: form.question,
      answerKey: answerKeyOf(form, rng.fork(`options ${fact.id} ${form.template}`)),
      source: `echo/${fact.family}`,
      ...(familiarity ? { familiarity } : {}),
    },
  }));
}

const LABELS = ['A', 'B', 'C', 'D'] as const;

function answerKeyOf(form: Form, rng: Rng): AnswerKey {
  if (form.wrong === undefined) {
    if (typeof form.answer === 'number') return { kind: 'number', value: form.answer };
    return {
      kind: 'text',
      answer: form.answer,
      ...(form.aliases && form.aliases.length > 0 ? { aliases: form.aliases } : {}),
    };
  }
  const wrong = rng.shuffle([...new Set(form.wrong)]).slice(0, (form.options ?? 4) - 1);
  const texts = rng.shuffle([String(form.answer), ...wrong]);
  const choices = texts.map((text, i) => ({ label: LABELS[i] ?? '', text }));
  return { kind: 'choice', label: LABELS[texts.indexOf(String(form.answer))] ?? '', choices };
}
