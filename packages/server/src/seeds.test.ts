import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtinEnvironment } from './index.js';
import { post, start } from './testing/start.js';

let server: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const taskOf = async (choice: object) => {
  const { body } = await post(`${server.url}/reset`, choice);
  return (body as { metadata: { task_id: string } }).metadata.task_id;
};

test('the questions of ten seeds are those of every process and version', async () => {
  const tasks = await Promise.all(Array.from({ length: 10 }, (_, seed) => taskOf({ seed })));
  expect(tasks).toMatchInlineSnapshot(`
    [
      "train-08495",
      "train-03566",
      "train-11207",
      "train-03613",
      "train-08317",
      "train-03984",
      "train-03574",
      "train-10003",
      "train-09722",
      "train-10653",
    ]
  `);
});

test('seeds, splits and places choose the same question over every route', async () => {
  expect(await taskOf({ seed: '7' })).toBe(await taskOf({ seed: 7 }));
  expect(await taskOf({ split: 'test', index: 0 })).toBe('test-00001');
  const { body } = await post(`${server.url}/echo/task`, { split: 'test', index: 0 });
  expect(body).toMatchObject({ task: { id: 'test-00001', split: 'test', index: 0 } });
  expect(body).not.toHaveProperty('task.answerKey');
});

test('a phase holds for unseeded resets only', async () => {
  const seeded = await taskOf({ seed: 3 });
  expect(await post(`${server.url}/advance_phase`)).toMatchObject({ body: { previous: null, phase: 1 } });
  expect(await taskOf({ seed: 3 })).toBe(seeded);
  const drawn = await Promise.all(Array.from({ length: 20 }, () => post(`${server.url}/reset`)));
  for (const { body } of drawn) expect(body).toMatchObject({ observation: { difficulty: 'easy' } });
});

test('a reset without a seed tells the one that it drew', async () => {
  const { body } = await post(`${server.url}/reset`, { domain: 'math' });
  const { seed, phase, task_id } = (body as { metadata: Record<string, unknown> }).metadata;
  expect(await taskOf({ seed, phase, domain: 'math' })).toBe(task_id);
});

test('a server of answers first poses the same question, and asks for its parts in that order', async () => {
  const environment = builtinEnvironment({ format: { order: 'answer-first' } });
  const other = await start({ environment });
  const promptOf = async (url: string) => {
    const { body } = await post(`${url}/reset`, { seed: 7 });
    return (body as { observation: { prompt: string } }).observation.prompt;
  };
  const tags = ['<confidence>N</confidence>', '<answer>X</answer>'];
  const [usual, answerFirst] = await Promise.all([promptOf(server.url), promptOf(other.url)]);
  expect(usual).toContain(tags.join(''));
  expect(answerFirst).toBe(usual.replace(tags.join(''), tags.toReversed().join('')));
  await other.close();
});
