import { expect, test } from 'vitest';
import { createLogClient } from './log-client.js';

/** A worker that never answers. */
class SilentWorker extends EventTarget {
  ended = false;
  postMessage() {}
  terminate() {
    this.ended = true;
  }
}

test('a worker that ends refuses what waits for it in words, and the next call starts another', async () => {
  const workers: SilentWorker[] = [];
  const logs = createLogClient(() => {
    const worker = new SilentWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  const waiting = logs().kept();
  expect(logs()).toBe(logs());
  const error = Object.assign(new Event('error', { cancelable: true }), { message: 'out of memory' });
  workers[0]?.dispatchEvent(error);
  await expect(waiting).rejects.toThrow(
    'The reading of logs has ended in this browser (out of memory); reload the page',
  );
  expect(workers[0]?.ended).toBe(true);
  void logs().kept();
  expect(workers).toHaveLength(2);
});
