import { execPath } from 'node:process';
import { lastLine, runCommand } from '@echo/files/run-command';
import { TfjsNativeError } from '../tfjs-native-error.js';
import type { Layout } from './cache-layout.js';

/** The program of the check: [1 2; 3 4]² must be [7 10; 15 22]. */
const PROGRAM = `
const binding = require(process.argv[1]);
const x = binding.createTensor([2, 2], binding.TF_FLOAT, new Float32Array([1, 2, 3, 4]));
const [y] = binding.executeOp('MatMul', [], [x, x], 1);
if (binding.tensorDataSync(y.id).join() !== '7,10,15,22') throw new Error('it computes wrong numbers');
`;

/**
 * Checks a freshly built binding by a matrix product in a separate process.
 * A library that this processor cannot run kills the process that loads it.
 *
 * @throws TfjsNativeError `backend-unavailable`
 */
export async function probe(layout: Layout): Promise<void> {
  const result = await runCommand([execPath, '-e', PROGRAM, layout.binding], {
    env: { TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' },
    timeoutMs: 120_000,
  });
  if (result.code === 0) return;
  const reason = /Error: .*/.exec(result.stderr)?.[0] ?? (lastLine(result.stderr) || 'it was killed');
  throw new TfjsNativeError(
    'backend-unavailable',
    `The TensorFlow that was built does not run here (${reason}).`,
  );
}
