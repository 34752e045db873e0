import { runNode } from '@echo/testing/run-node';
import { serve } from '@echo/testing/serve';
import { expect, test } from 'vitest';
import { fetchWithRetry } from './fetch-with-retry.js';

/** A server that answers with these statuses, then well; it tells when it was asked. */
async function busy(statuses: readonly number[], headers: Readonly<Record<string, string>> = {}) {
  const asked: number[] = [];
  const url = await serve((_request, response) => {
    asked.push(Date.now());
    const status = statuses[asked.length - 1];
    response.writeHead(status ?? 200, status === undefined ? {} : headers).end('content');
  });
  return { url, asked };
}

test('a server that is busy is asked again', async () => {
  const { url, asked } = await busy([503, 429]);
  const response = await fetchWithRetry(url);
  expect([await response.text(), asked.length]).toEqual(['content', 3]);
});

test('not before the time it asks for', async () => {
  const { url, asked } = await busy([429], { 'retry-after': '1' });
  await (await fetchWithRetry(url)).text();
  const [first = 0, second = 0] = asked;
  expect(second - first).toBeGreaterThan(900);
});

test('what it answers last is the answer', async () => {
  const { url, asked } = await busy(Array<number>(9).fill(503));
  const { status } = await fetchWithRetry(url);
  expect([status, asked.length]).toEqual([503, 5]);
});

test('a refusal is not asked for again', async () => {
  const { url, asked } = await busy([403]);
  const { status } = await fetchWithRetry(url);
  expect([status, asked.length]).toEqual([403, 1]);
});

test('idle connections keep no process alive', async () => {
  const { url } = await busy([]);
  const source = new URL('./fetch-with-retry.ts', import.meta.url).href;
  const program = `
    import { fetchWithRetry } from ${JSON.stringify(source)};
    await (await fetchWithRetry(${JSON.stringify(url)})).text();
    process.on('exit', () => console.log(performance.now() - done < 1000));
    const done = performance.now();`;
  expect((await runNode(['--input-type=module', '-e', program])).stdout).toBe('true\n');
});
