/** Training runs of a page: real processes, paused and resumed over the routes of a server. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';
import { runSchema, type WireRun, type WireRunEvent } from '@echo/env/wire';
import { builtinEnvironment, createServer } from '@echo/server';
import { temporaryFolder } from '@echo/testing/temporary-folder';
import { expect, test } from 'vitest';
import { processTrainer } from './process-trainer.js';

const BIN = fileURLToPath(new URL('../bin.ts', import.meta.url));
const PROGRAM = [process.execPath, '--import', 'tsx', '--conditions=@echo/source', BIN];
const SHORT = { prompts: 2, evalLimit: 4, maxTokens: 16, microBatch: null };

async function call(
  url: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: WireRun }> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const reply = await fetch(url, sent);
  return { status: reply.status, body: (await reply.json()) as WireRun };
}

async function* eventsOf(url: string): AsyncGenerator<WireRunEvent> {
  const reply = await fetch(url);
  expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/);
  let text = '';
  if (!reply.body) throw new Error('The reply has no body.');
  for await (const part of Readable.fromWeb(reply.body as ReadableStream).setEncoding('utf8')) {
    text += part;
    const lines = text.split('\n\n');
    text = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line.replace(/^data: /, ''));
  }
}

test('a run is started, followed, paused and resumed to its end', async () => {
  const trainer = processTrainer(temporaryFolder(), PROGRAM, SHORT);
  const server = await createServer({ environment: builtinEnvironment(), trainer, logger: false });
  const runs = `${await server.listen({ port: 0 })}/echo/runs`;
  expect((await call(runs)).body).toEqual({ runs: [], can_start: true });

  const started = await call(runs, { steps: 400, seed: 3 });
  expect([started.status, started.body.id, started.body.state]).toEqual([201, 'honest-3', 'running']);
  expect(await call(runs, { seed: 4 })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('honest-3 is under way') },
  });
  const seen: number[] = [];
  for await (const event of eventsOf(`${runs}/honest-3/events`)) {
    if (event.type !== 'step') throw new Error(JSON.stringify(event));
    seen.push(Number(event.step.step));
    if (seen.length === 2) break;
  }
  expect(seen).toEqual([1, 2]);
  const paused = await call(`${runs}/honest-3/pause`, {});
  expect(runSchema.parse(paused.body)).toMatchObject({ state: 'paused', of: 400, error: null });
  expect(paused.body.steps).toBeLessThan(400);
  expect(await call(`${runs}/honest-3/pause`, {})).toMatchObject({ status: 409 });

  const events: WireRunEvent[] = [];
  for await (const event of eventsOf(`${runs}/honest-3/events`)) events.push(event);
  expect(events).toHaveLength(paused.body.steps + 1);
  expect(events.at(-1)).toMatchObject({ type: 'end', run: { id: 'honest-3', state: 'paused' } });

  expect((await call(`${runs}/honest-3/resume`, {})).body.state).toBe('running');
  await server.close();
  expect(await trainer.read('honest-3')).toMatchObject({ state: 'paused' });
}, 120_000);

test('a short run finishes with its measures, one that cannot start tells why', async () => {
  const folder = temporaryFolder();
  const trainer = processTrainer(folder, PROGRAM, SHORT);
  await trainer.start({ id: 'short', steps: 1, held_out: 6 });
  const events: WireRunEvent[] = [];
  for await (const event of trainer.events('short', new AbortController().signal)) events.push(event);
  expect(events.map(({ type }) => type)).toEqual(['step', 'end']);
  expect(events.at(-1)).toMatchObject({ run: { state: 'finished', after: { n: 6 } } });
  await expect(trainer.resume('short')).rejects.toThrow(/is finished; only a paused one/);
  await expect(trainer.read('../short')).rejects.toMatchObject({ code: 'not-found' });
  await expect(trainer.start({ reward: 'kindness' })).rejects.toThrow(/kindness/);

  const broken = processTrainer(folder, [process.execPath, 'none.js'], SHORT);
  await broken.start({ id: 'broken' });
  for await (const _ of broken.events('broken', new AbortController().signal));
  expect(await broken.read('broken')).toMatchObject({ state: 'failed', error: expect.any(String) });
}, 120_000);
