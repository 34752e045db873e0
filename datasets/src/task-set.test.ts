import {
  type ChoiceKey,
  DIFFICULTIES,
  DOMAINS,
  expectedAnswer,
  gradeTask,
  type Task,
  type TextKey,
  taskSchema,
} from '@echo/tasks';
import { describe, expect, test } from 'vitest';
import { buildTasks } from './build-tasks.js';

const built = buildTasks().tasks;
const tasks = built.map(({ task }) => task);
const inSplit = (name: string): readonly Task[] =>
  built.filter(({ split }) => split === name).map(({ task }) => task);

/** The tasks that fail, by their first ones: a short message when thousands are checked. */
const failing = (accept: (task: Task) => boolean): readonly Task[] =>
  tasks.filter((task) => !accept(task)).slice(0, 3);

interface Option {
  readonly label: string;
  readonly text: string;
  readonly right: boolean;
}

/** The options of a choice question; none of another. */
function choicesOf({ answerKey }: Task): readonly Option[] {
  if (answerKey.kind !== 'choice') return [];
  const { choices, label } = answerKey as ChoiceKey;
  return choices.map((choice) => ({ ...choice, right: choice.label === label }));
}

test('at least 6,000 tasks, each with its own id', () => {
  expect(tasks.length).toBeGreaterThanOrEqual(6000);
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
});

test('each is a valid task', () => {
  expect(failing((task) => taskSchema.safeParse(task).success)).toEqual([]);
});

describe.each(['train', 'dev', 'test'])('%s', (split) => {
  const own = inSplit(split);
  test('has seven domains at three difficulties', () => {
    const cells = new Map<string, number>();
    for (const { domain, difficulty } of own)
      cells.set(`${domain} ${difficulty}`, (cells.get(`${domain} ${difficulty}`) ?? 0) + 1);
    expect([...cells.keys()].sort()).toEqual(
      DOMAINS.flatMap((domain) => DIFFICULTIES.map((difficulty) => `${domain} ${difficulty}`)).sort(),
    );
    expect(Math.min(...cells.values())).toBeGreaterThanOrEqual(48);
  });
  test('has numbers, choices and texts', () => {
    const kinds = new Set(own.map(({ answerKey }) => answerKey.kind));
    expect([...kinds].sort()).toEqual(['choice', 'number', 'text']);
  });
});

test('held-out tasks say whether their fact is known; of the test tasks a quarter is not', () => {
  expect(inSplit('train').filter((task) => 'familiarity' in task)).toEqual([]);
  for (const split of ['dev', 'test']) {
    const marked = inSplit(split);
    expect(marked.filter(({ familiarity }) => familiarity === undefined)).toEqual([]);
    const unknown = marked.filter(({ familiarity }) => familiarity === 'unknown').length / marked.length;
    expect(unknown).toBeGreaterThan(0.2);
    expect(unknown).toBeLessThan(0.3);
  }
});

describe('answers', () => {
  test('the expected one is correct', () => {
    expect(failing((task) => gradeTask(task, expectedAnswer(task)).grade === 1)).toEqual([]);
  });

  test('so is every alias', () => {
    expect(
      failing(({ answerKey, ...task }) => {
        const aliases = answerKey.kind === 'text' ? ((answerKey as TextKey).aliases ?? []) : [];
        return aliases.every((alias) => gradeTask({ ...task, answerKey }, alias).grade === 1);
      }),
    ).toEqual([]);
  });

  test('the label of the correct option is correct, every other is incorrect', () => {
    expect(
      failing((task) =>
        choicesOf(task).every(({ label, right }) => gradeTask(task, label).grade === Number(right)),
      ),
    ).toEqual([]);
  });

  test('so is its text, unless it reads like the label of another', () => {
    const like = (task: Task) =>
      choicesOf(task).some(({ text }, i) =>
        choicesOf(task).some(({ label }, j) => i !== j && label === text),
      );
    expect(
      failing(
        (task) =>
          like(task) ||
          choicesOf(task).every(({ text, right }) => gradeTask(task, text).grade === Number(right)),
      ),
    ).toEqual([]);
    expect(tasks.filter(like).length).toBeLessThan(tasks.length / 100);
  });

  test('options differ', () => {
    expect(
      failing((task) => new Set(choicesOf(task).map(({ text }) => text)).size === choicesOf(task).length),
    ).toEqual([]);
  });

  test('no label is correct much more often than another', () => {
    const right = tasks.flatMap((task) =>
      choicesOf(task).length === 4
        ? choicesOf(task).flatMap((choice) => (choice.right ? [choice.label] : []))
        : [],
    );
    for (const label of ['A', 'B', 'C', 'D']) {
      const share = right.filter((other) => other === label).length / right.length;
      expect(share).toBeGreaterThan(0.22);
      expect(share).toBeLessThan(0.28);
    }
  });

  test('the question repeated is no answer', () => {
    expect(failing((task) => gradeTask(task, task.question).grade === 0)).toEqual([]);
  });
});

test('names of facts, and of wordings, belong to one domain each', () => {
  for (const nameOf of ['fact', 'template'] as const) {
    const domains = new Map<string, Set<string>>();
    for (const item of built)
      domains.set(item[nameOf], (domains.get(item[nameOf]) ?? new Set()).add(item.task.domain));
    expect([...domains].filter(([, set]) => set.size > 1).map(([name]) => name)).toEqual([]);
  }
});
