/**
 * Trains the embedded policy in a worker of Chromium, with threads and without, beside a run in Node.
 *
 * `node train-in-page.ts [steps] [held-out tasks]` fails unless every step follows Node's to 1e-3 and, from
 * 60 steps on, the ECE falls with a paired 95 % interval below 0.
 */
import { loadBackend } from '@echo/compute/node';
import { type ComparableTrial, compare } from '@echo/eval';
import type { StepEvent } from '@echo/run';
import type { TrainingEvent } from '../backend.js';
import { nodeRun } from './node-run.js';
import { openWorkerPage } from './worker-page.js';

const [steps = 60, heldOut = 200] = process.argv.slice(2).map(Number);
const SEED = 1;
const FOLLOWED = ['reward', 'accuracy', 'meanConfidence', 'ece', 'entropy'] as const;

let failures = 0;
const expectThat = (holds: boolean, what: string) => {
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (!holds) failures += 1;
};

async function trainInPage(threads: number): Promise<readonly TrainingEvent[]> {
  const { page, close } = await openWorkerPage(threads > 1);
  try {
    const settings = { reward: 'honest', seed: SEED, steps, heldOut };
    const events = await page.evaluate(`(async () => {
      const client = window.openClient({ threads: ${threads} });
      const { threads } = await client.load();
      if (threads !== ${threads}) throw new Error('It runs on ' + threads + ' threads.');
      return Array.fromAsync(client.train(${JSON.stringify(settings)}).events);
    })()`);
    return events as readonly TrainingEvent[];
  } finally {
    await close();
  }
}

function check(events: readonly TrainingEvent[], node: readonly StepEvent[], name: string): void {
  const made = events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
  const farthest = Math.max(
    ...made.flatMap((step, i) =>
      FOLLOWED.map((field) => Math.abs((step[field] ?? 0) - (node[i]?.[field] ?? 0))),
    ),
  );
  const seconds = made.reduce((sum, step) => sum + step.seconds, 0);
  process.stdout.write(`${name}: ${(seconds / 60).toFixed(1)} minutes for ${made.length} steps\n`);
  expectThat(made.length === steps, `${name}: all ${steps} steps are made`);
  expectThat(farthest < 1e-3, `${name}: it follows Node's log, farthest by ${farthest.toExponential(1)}`);
  const [before, after] = (['before', 'after'] as const).map((when) =>
    events.flatMap((event) =>
      event.type === 'trials' && event.when === when ? (event.trials as readonly ComparableTrial[]) : [],
    ),
  ) as [ComparableTrial[], ComparableTrial[]];
  const { ece } = compare(after, before);
  const interval = `${ece.value?.toFixed(3)} [${ece.low?.toFixed(3)}, ${ece.high?.toFixed(3)}]`;
  process.stdout.write(`${name}: ECE on ${after.length} held-out questions ${interval}\n`);
  if (steps >= 60) expectThat((ece.high ?? 0) < 0, `${name}: the ECE falls`);
}

await loadBackend({ prefer: 'wasm' });
const node = await nodeRun(steps, heldOut, SEED);
const nodeSeconds = node.reduce((sum, { seconds }) => sum + seconds, 0);
process.stdout.write(`Node: ${(nodeSeconds / 60).toFixed(1)} minutes for ${node.length} steps\n`);
check(await trainInPage(2), node, 'two threads');
check(await trainInPage(1), node, 'one thread');
process.exit(failures === 0 ? 0 : 1);
