import { describe, expect, test } from 'vitest';
import { type BuiltTask, buildTasks, type TaskSetBuild } from './build-tasks.js';
import { checkLeaks, findLeaks, type Leaks } from './check-leaks.js';

const build = buildTasks();

function first(accept: (item: BuiltTask) => boolean): BuiltTask {
  const found = build.tasks.find(accept);
  if (!found) throw new Error('no such task');
  return found;
}

const trained = first(({ split, task }) => split === 'train' && task.answerKey.kind === 'text');
const known = first(({ split, task }) => split === 'test' && task.familiarity === 'known');
const trainTemplates = new Set(
  build.tasks.filter(({ split }) => split === 'train').map(({ template }) => template),
);
const unknown = first(
  ({ split, task, template }) =>
    split === 'test' && task.familiarity === 'unknown' && trainTemplates.has(template),
);
const [unknownName = ''] = [...build.unknownEntities].filter((entity) => /^[A-Z][a-z]{4,}$/.test(entity));

const withTask = (item: BuiltTask): TaskSetBuild => ({ ...build, tasks: [...build.tasks, item] });
const instead = (old: BuiltTask, item: BuiltTask): TaskSetBuild => ({
  ...build,
  tasks: build.tasks.map((each) => (each === old ? item : each)),
});
const asking = (question: string): BuiltTask => ({ ...trained, task: { ...trained.task, question } });

test('the published set has no leak', () => {
  expect(findLeaks(build)).toEqual({
    questions: [],
    instances: [],
    entities: [],
    familiarity: [],
    wordings: [],
  });
  expect(() => checkLeaks(build)).not.toThrow();
});

describe('a planted leak is found, and only as what it is', () => {
  test.each<[kind: keyof Leaks, how: string, planted: TaskSetBuild]>([
    [
      'questions',
      'a held-out question in other case and punctuation',
      withTask(asking(`THE “${known.task.question.toUpperCase()}” …`)),
    ],
    [
      'instances',
      'a held-out fact in the held-out wording',
      withTask({ ...asking('Quite another text?'), fact: known.fact, template: known.template }),
    ],
    [
      'entities',
      'a training task about an unknown entity',
      withTask({ ...asking('Who?'), entities: unknown.entities }),
    ],
    ['entities', 'its name in a question', withTask(asking(`What of ${unknownName}?`))],
    [
      'entities',
      'its name in an answer',
      withTask({
        ...trained,
        task: { ...asking('Who?').task, answerKey: { kind: 'text', answer: unknownName } },
      }),
    ],
    [
      'entities',
      'its name in an alias',
      withTask({
        ...trained,
        task: {
          ...asking('Who?').task,
          answerKey: { kind: 'text', answer: 'he', aliases: [`old ${unknownName}`] },
        },
      }),
    ],
    [
      'entities',
      'its name in an option',
      withTask({
        ...trained,
        task: {
          ...asking('Who?').task,
          answerKey: {
            kind: 'choice',
            label: 'A',
            choices: [
              { label: 'A', text: 'he' },
              { label: 'B', text: unknownName },
            ],
          },
        },
      }),
    ],
    [
      'familiarity',
      'a fact called known that is not in training',
      instead(unknown, { ...unknown, task: { ...unknown.task, familiarity: 'known' } }),
    ],
    [
      'familiarity',
      'a fact called unknown that is in training',
      instead(known, { ...known, task: { ...known.task, familiarity: 'unknown' } }),
    ],
    [
      'wordings',
      'a known fact in a wording of its own',
      instead(known, { ...known, template: 'nobody/text1' }),
    ],
  ])('%s: %s', (kind, _, planted) => {
    const leaks = findLeaks(planted);
    expect(Object.entries(leaks).filter(([, found]) => found.length > 0)).toEqual([
      [kind, [expect.any(String)]],
    ]);
    expect(() => checkLeaks(planted)).toThrow(expect.objectContaining({ code: 'invalid-task' }));
    expect(() => checkLeaks(planted)).toThrow(kind);
  });
});
