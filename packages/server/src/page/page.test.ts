/** What a page asks: completers, evaluations, training runs. */
import type { Completer } from '@echo/core';
import {
  completersSchema,
  completionEventSchema,
  completionSchema,
  evaluationSchema,
  type WireEvaluation,
} from '@echo/env/wire';
import { fromFunction } from '@echo/eval';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EchoServer } from '../index.js';
import { post, start } from '../testing/start.js';

const REPLY = '<confidence>60</confidence><answer>B</answer>';
let aborted = false;

/** Streams until it is told to stop. */
const endless: Completer = {
  complete: async () => [{ text: REPLY, finishReason: 'stop' }],
  async *stream(_, options = {}) {
    try {
      while (!options.signal?.aborted) {
        yield 'x';
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      aborted = options.signal?.aborted ?? false;
    }
  },
};
const failing = fromFunction(() => {
  throw new Error('the model is away');
});

const slow: Completer = {
  complete: (_, { signal } = {}) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};

let server: EchoServer & { readonly url: string };
beforeAll(async () => {
  server = await start({ completers: { plain: fromFunction(() => REPLY), endless, failing, slow } });
});
afterAll(() => server.close());

const messages = [{ role: 'user', content: '?' }];
const ask = (name: string, body: object = {}) =>
  post(`${server.url}/echo/completers/${name}`, { messages, ...body });

/** The events of a streamed reply. */
const eventsOf = (text: unknown) =>
  String(text)
    .trim()
    .split('\n\n')
    .map((line) => completionEventSchema.parse(JSON.parse(line.replace(/^data: /, ''))));

test('completers are listed by name and answer, whole or piece by piece', async () => {
  const listed = completersSchema.parse(await (await fetch(`${server.url}/echo/completers`)).json());
  expect(listed.completers.map(({ name }) => name)).toEqual(['plain', 'endless', 'failing', 'slow']);
  const { status, body } = await ask('plain', { max_tokens: 8, temperature: 0 });
  expect([status, completionSchema.parse(body)]).toEqual([200, { text: REPLY, finish_reason: 'stop' }]);
  const streamed = await ask('plain', { stream: true });
  expect(eventsOf(streamed.body)).toEqual([{ type: 'piece', text: REPLY }, { type: 'end' }]);
});

test('a failing completer is 502, or the last event of a stream', async () => {
  expect(await ask('failing')).toEqual({ status: 502, body: { detail: 'the model is away' } });
  const { body } = await ask('failing', { stream: true });
  expect(eventsOf(body)).toEqual([{ type: 'error', message: 'the model is away' }]);
});

test('a name that is none and a body that is none are refused', async () => {
  expect(await ask('toString')).toMatchObject({
    status: 404,
    body: { detail: 'There is no completer "toString"; there are: plain, endless, failing, slow.' },
  });
  expect(await ask('plain', { url: 'http://elsewhere' })).toMatchObject({ status: 422 });
  expect(await ask('plain', { messages: [] })).toMatchObject({ status: 422 });
});

test('a client that goes ends its stream', async () => {
  const gone = new AbortController();
  const reply = await fetch(`${server.url}/echo/completers/endless`, {
    method: 'POST',
    body: JSON.stringify({ messages, stream: true }),
    signal: gone.signal,
  });
  await reply.body?.getReader().read();
  gone.abort();
  await expect.poll(() => aborted, { timeout: 5000 }).toBe(true);
});

async function evaluated(body: object): Promise<WireEvaluation> {
  const started = await post(`${server.url}/echo/evaluations`, body);
  expect(started.status).toBe(201);
  const { id } = evaluationSchema.parse(started.body);
  const read = async () =>
    evaluationSchema.parse(await (await fetch(`${server.url}/echo/evaluations/${id}`)).json());
  await expect.poll(async () => (await read()).state, { timeout: 10_000 }).not.toBe('running');
  return read();
}

test('an evaluation of a completer ends with its report', async () => {
  const finished = await evaluated({ completer: 'plain', limit: 20 });
  expect(finished).toMatchObject({ state: 'finished', split: 'test', done: 20, of: 20, error: null });
  expect(finished.report).toMatchObject({ n: 20, meanConfidence: 0.6 });
  const listed = (await (await fetch(`${server.url}/echo/evaluations`)).json()) as {
    evaluations: readonly WireEvaluation[];
  };
  expect(listed.evaluations[0]).toEqual(finished);
});

test("a benchmark and tasks of one's own are evaluated, and every answer can be read", async () => {
  const benchmark = await evaluated({ completer: 'plain', benchmark: 'anti-hallucination' });
  expect(benchmark).toMatchObject({ state: 'finished', split: 'anti-hallucination', done: 30, of: 30 });
  const task = {
    id: 'mine',
    domain: 'geo',
    difficulty: 'easy',
    question: 'Capital of France?',
    answerKey: { kind: 'text', answer: 'B' },
  };
  const { id } = await evaluated({ completer: 'plain', tasks: [task] });
  const read = await (await fetch(`${server.url}/echo/evaluations/${id}/trials`)).json();
  expect(read).toMatchObject({
    trials: [{ taskId: 'mine', question: task.question, expected: 'B', confidence: 0.6, correct: true }],
  });
  const both = await post(`${server.url}/echo/evaluations`, {
    completer: 'plain',
    split: 'test',
    tasks: [task],
  });
  expect(both.status).toBe(422);
});

test('an evaluation is cancelled, and what was answered stays', async () => {
  const { body } = await post(`${server.url}/echo/evaluations`, { completer: 'slow', limit: 50 });
  const { id } = evaluationSchema.parse(body);
  const cancel = () => post(`${server.url}/echo/evaluations/${id}/cancel`, {});
  expect((await cancel()).body).toMatchObject({ state: 'cancelled' });
  expect(await cancel()).toMatchObject({ status: 409 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const after = evaluationSchema.parse(await (await fetch(`${server.url}/echo/evaluations/${id}`)).json());
  expect([after.state, after.report]).toEqual(['cancelled', null]);
  expect((await fetch(`${server.url}/echo/evaluations/x/trials`)).status).toBe(404);
});

test('an evaluation that cannot be is refused', async () => {
  const start = (body: object) => post(`${server.url}/echo/evaluations`, body);
  expect(await start({ completer: 'none' })).toMatchObject({ status: 404 });
  expect(await start({ completer: 'plain', split: 'none' })).toMatchObject({ status: 400 });
  expect((await fetch(`${server.url}/echo/evaluations/x`)).status).toBe(404);
});

test('without a trainer there are no runs, and none can be started', async () => {
  expect(await (await fetch(`${server.url}/echo/runs`)).json()).toEqual({ runs: [], can_start: false });
  expect(await post(`${server.url}/echo/runs`, {})).toMatchObject({
    status: 501,
    body: { detail: expect.stringContaining('no trainer') },
  });
});

test('closing ends streams that would not end', async () => {
  const other = await start({ completers: { endless } });
  const reply = await fetch(`${other.url}/echo/completers/endless`, {
    method: 'POST',
    body: JSON.stringify({ messages, stream: true }),
  });
  const read = reply.text().catch(() => '');
  await other.close();
  expect(await read).toContain('piece');
});
