import { catchOutput } from '@echo/testing/output';
import { afterEach, expect, test, vi } from 'vitest';
import { withInterrupt } from './with-interrupt.js';

const output = catchOutput();
afterEach(() => vi.restoreAllMocks());

test('the first Ctrl-C asks the work for an early end, and what it returns is returned', async () => {
  const result = await withInterrupt(async (signal) => {
    expect(signal.aborted).toBe(false);
    process.emit('SIGINT');
    return signal.aborted ? 'stopped' : 'went on';
  });
  expect(result).toBe('stopped');
  expect(output()).toContain('Finishing the step and saving; once more to leave at once.');
});

test('a second one leaves at once', async () => {
  const onWindows = process.platform === 'win32';
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => true);
  await withInterrupt(async () => {
    process.emit('SIGINT');
    expect(onWindows ? exit : kill).not.toHaveBeenCalled();
    process.emit('SIGTERM');
  });
  if (onWindows) expect(exit).toHaveBeenCalledWith(130);
  else expect(kill).toHaveBeenCalledWith(process.pid, 'SIGINT');
});

test('afterwards signals are what they were, also when the work fails', async () => {
  const before = process.listenerCount('SIGINT');
  await expect(withInterrupt(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(process.listenerCount('SIGINT')).toBe(before);
});
