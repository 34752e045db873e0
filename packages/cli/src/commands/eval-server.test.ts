import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtinTasks } from '@echo/tasks/node';
import { type ChatServer, chatBody, chatServer } from '@echo/testing/chat-server';
import { catchOutput } from '@echo/testing/output';
import { startNode } from '@echo/testing/run-node';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../main.js';

const output = catchOutput();
const lastJson = () =>
  JSON.parse(
    output()
      .match(/^\{.*\}$/gm)
      ?.at(-1) ?? '',
  );

type Body = Record<string, unknown>;

const questionOf = (body: Body): string =>
  (body.messages as readonly { content: string }[]).at(-1)?.content ?? '';

/** A server that answers every question alike, with a confidence that depends on the question. */
async function model(reply?: Parameters<typeof chatServer>[0]): Promise<ChatServer> {
  const server = await chatServer(
    reply ??
      ((body) => ({
        body: chatBody([
          `<confidence>${questionOf(body).length % 101}</confidence><answer>${questionOf(body).length % 3}</answer>`,
        ]),
      })),
  );
  onTestFinished(() => server.close());
  return server;
}

const evaluate = (server: ChatServer, ...args: readonly string[]) =>
  main(['eval', '--url', server.baseUrl, '--model', 'm', '--split', 'dev', '--limit', '12', ...args]);

test('a model on a server is evaluated: each task once, the answers kept beside the report', async () => {
  const server = await model();
  const out = join(temporaryFolder(), 'evaluation');
  expect(await evaluate(server, '--out', out, '--json')).toBe(0);
  expect(server.requests).toHaveLength(12);
  expect(server.requests[0]?.body).toMatchObject({ model: 'm' });
  expect(lastJson()).toMatchObject({ model: 'm', method: 'stated-before', n: 12, failed: 0 });
  expect((await readdir(out)).sort()).toEqual([
    'figures',
    'report.html',
    'report.json',
    'report.md',
    'trials.jsonl',
  ]);
  expect(await readFile(join(out, 'report.md'), 'utf8')).toContain('stated-before');

  expect(await evaluate(server, '--out', out, '--resume', '--json')).toBe(0);
  expect(server.requests).toHaveLength(12);
  expect(await evaluate(server, '--out', out)).toBe(1);
  expect(output()).toContain('add --force');
  expect(await main(['analyze', out, '--json'])).toBe(0);
  expect(lastJson()).toMatchObject({ n: 12, format: 'echo' });
});

test('several methods go side by side, and a method without what it needs says so', async () => {
  const server = await model();
  const folder = temporaryFolder();
  const out = join(folder, 'methods');
  expect(await evaluate(server, '--method', 'stated-before,stated-after,p-true', '--out', out)).toBe(0);
  expect(output()).toMatch(/\| stated-after +\|/);
  const { rows } = JSON.parse(await readFile(join(out, 'methods.json'), 'utf8'));
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(['stated-before', 'stated-after', 'p-true']);
  expect(rows[2].unsupported).toMatch(/log-prob/);
  expect(await readdir(join(out, 'stated-after'))).toContain('report.html');
  const plotted = await main(['plots', out, '--out', join(folder, 'figures')]);
  expect(output()).not.toContain('echo-rl:');
  expect(plotted).toBe(0);
  expect(await readdir(join(folder, 'figures'))).toEqual(
    expect.arrayContaining(['methods.svg', 'stated-after', 'stated-before']),
  );
});

test('the key comes from the environment and is told to nobody', async () => {
  const server = await model();
  process.env.SECRET_OF_TEST = 'sk-secret';
  onTestFinished(() => {
    delete process.env.SECRET_OF_TEST;
  });
  const out = join(temporaryFolder(), 'evaluation');
  expect(await evaluate(server, '--key-variable', 'SECRET_OF_TEST', '--out', out)).toBe(0);
  expect(server.requests[0]?.headers.authorization).toBe('Bearer sk-secret');
  expect(output() + (await readFile(join(out, 'trials.jsonl'), 'utf8'))).not.toContain('sk-secret');
  expect(await evaluate(server, '--key-variable', 'NOT_SET')).toBe(1);
  expect(output()).toContain('NOT_SET, which is not set');
});

test('where every call fails, one sentence says why', async () => {
  const server = await model(() => ({ status: 400, body: { error: { message: 'out of cheese' } } }));
  expect(await evaluate(server)).toBe(1);
  expect(output()).toContain('out of cheese');
  expect(output()).not.toMatch(/\n\s+at /);
});

test('a recording answers without a model', async () => {
  const folder = temporaryFolder();
  await writeFile(join(folder, 'calls.jsonl'), '{"prompt": 1}\n');
  expect(await main(['eval', '--recorded', join(folder, 'calls.jsonl'), '--limit', '2'])).toBe(1);
  expect(output()).toContain('line 1 of the recording');
});

test('the benchmarks run against a server, and a missed threshold is exit code 1', async () => {
  const server = await model();
  const out = join(temporaryFolder(), 'benchmarks');
  const args = ['tasks', '--url', server.baseUrl, '--model', 'm', '--concurrency', '32'];
  expect(await main([...args, '--out', out])).toBe(1);
  expect(output()).toMatch(/\| anti-hallucination +\|/);
  const { scores } = JSON.parse(await readFile(join(out, 'benchmarks.json'), 'utf8'));
  expect(scores).toHaveLength(3);
  const asked = server.requests.length;
  expect(await main([...args, '--out', out, '--resume', '--json'])).toBe(1);
  expect(server.requests).toHaveLength(asked);
});

test('baselines stand beside kept evaluations', async () => {
  const server = await model();
  const folder = temporaryFolder();
  const [out, training] = [join(folder, 'test'), join(folder, 'training')];
  expect(await evaluate(server, '--out', out)).toBe(0);
  expect(await evaluate(server, '--method', 'stated-after', '--out', training)).toBe(0);
  expect(await main(['baseline', out, '--training', training, '--external', training, '--json'])).toBe(0);
  expect(lastJson().rows.map(({ name }: { name: string }) => name)).toEqual([
    'as stated',
    'always 50 %',
    'always 90 %',
    'heuristic by domain and difficulty',
    'temperature-scaled',
    'base rate',
    'base rate of the domain',
    'another model',
  ]);
});

test('killed and resumed, an evaluation asks no answered task again', { timeout: 60_000 }, async () => {
  const seen = new Map<string, number>();
  const server = await model((body) => {
    const question = questionOf(body);
    seen.set(question, (seen.get(question) ?? 0) + 1);
    return { body: chatBody(['<confidence>50</confidence><answer>1</answer>']) };
  });
  const out = join(temporaryFolder(), 'evaluation');
  const args = ['eval', '--url', server.baseUrl, '--model', 'm', '--concurrency', '2', '--out', out];
  const tasks = join(out, '..', 'tasks.jsonl');
  const some = builtinTasks('dev').slice(0, 1500);
  await writeFile(tasks, some.map((task) => JSON.stringify(task)).join('\n'));
  const bin = ['packages/cli/src/bin.ts', ...args, '--tasks', tasks];
  const log = async () => (await readFile(join(out, 'trials.jsonl'), 'utf8').catch(() => '')).split('\n');
  const { process: child, ended } = startNode(bin, { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' });
  while ((await log()).length < 100) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await ended;
  const kept = (await log()).slice(1, -1).map((line) => JSON.parse(line).taskId);
  expect(kept.length).toBeLessThan(some.length);
  const before = new Map(seen);
  const resumed = await startNode([...bin, '--resume'], { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' })
    .ended;
  expect(resumed.code).toBe(0);
  const ids = (await log()).slice(1, -1).map((line) => JSON.parse(line).taskId);
  expect(new Set(ids).size).toBe(some.length);
  expect(ids.slice(0, kept.length)).toEqual(kept);
  const questions = new Set(some.filter(({ id }) => kept.includes(id)).map(({ question }) => question));
  const askedOf = (counts: ReadonlyMap<string, number>) =>
    [...counts].filter(([prompt]) => [...questions].some((question) => prompt.includes(question)));
  expect(askedOf(seen)).toEqual(askedOf(before));
});
