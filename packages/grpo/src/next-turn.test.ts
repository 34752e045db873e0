import { afterEach, expect, test, vi } from 'vitest';
import { nextTurn } from './next-turn.js';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['in Node.js', () => {}],
  ['where there is no setImmediate', () => vi.stubGlobal('setImmediate', undefined)],
])('what waits for the event loop is handled meanwhile, %s', async (_, setUp) => {
  setUp();
  let handled = false;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    handled = true;
    port1.close();
  };
  port2.postMessage('');
  await Promise.resolve();
  expect(handled).toBe(false);
  await nextTurn();
  await nextTurn();
  expect(handled).toBe(true);
});
