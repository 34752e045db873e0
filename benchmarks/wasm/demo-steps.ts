import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { processorSecondsSoFar } from '../processor-seconds.ts';

/*
 * Some training steps of the demo, from the sources of a checkout: one line of JSON each.
 *
 *     tsx --conditions=@echo/source wasm/demo-steps.ts CHECKOUT STEPS
 *
 * Checkouts have their entries and options under different names; those of commit 1dc7ea7 are known, too.
 */

const [checkout = '', steps = ''] = process.argv.slice(2);

/** The first of these modules that the checkout has. */
async function load<Module>(...paths: readonly string[]): Promise<Module> {
  const found = paths.map((path) => resolve(checkout, 'packages', path)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${checkout} has none of ${paths.join(', ')} in packages.`);
  return (await import(pathToFileURL(found).href)) as Module;
}

/** What `train` needs of a policy to train the stated confidence, in commit 1dc7ea7. */
interface EarlierGrpo {
  readonly confidenceSlot?: (policy: unknown) => unknown;
}

const { loadBackend } = await load<typeof import('@echo/compute/node')>(
  'compute/src/node.ts',
  'backend/src/index.ts',
);
const { loadNano } = await load<typeof import('@echo/nano/node')>('nano/src/node.ts', 'nano/src/index.ts');
const { builtinTasks } = await load<typeof import('@echo/tasks/node')>(
  'tasks/src/builtin-tasks.ts',
  'tasks/src/builtin.ts',
);
const { createEnvironment } = await load<typeof import('@echo/env')>('env/src/index.ts');
const { presets } = await load<typeof import('@echo/reward')>('reward/src/index.ts');
const { train, confidenceSlot } = await load<typeof import('@echo/grpo') & EarlierGrpo>('grpo/src/index.ts');

const { description } = await loadBackend();
const policy = await loadNano({ seed: 1, lora: { rank: 64, alpha: 64 } });
const tasks = builtinTasks('dev');
const reward = presets.honest;
const exactConfidence = { entropyCoefficient: 0.05, weight: 40 };
const earlier = confidenceSlot && {
  promptsPerBatch: 16,
  confidence: { ...exactConfidence, reward, slot: confidenceSlot(policy) },
};
const options = {
  policy,
  reward,
  environment: () => createEnvironment({ tasks, reward }),
  steps: 240,
  seed: 1,
  promptsPerStep: 32,
  groupSize: 2,
  learningRate: 1e-3,
  temperature: 0.5,
  topP: 1,
  maxTokens: 24,
  klCoefficient: 2,
  klEstimator: 'exact',
  normalization: 'token',
  promptsPerMicroBatch: 16,
  exactConfidence,
  ...earlier,
} as const;

const now = () => ({ seconds: performance.now() / 1000, processor: processorSecondsSoFar() });
let before = now();
for await (const { step, reward, loss, tokens } of train(options)) {
  const after = now();
  const [seconds, processor] = [after.seconds - before.seconds, after.processor - before.processor];
  process.stdout.write(
    `${JSON.stringify({ step, seconds, processor, reward, loss, tokens, description })}\n`,
  );
  if (step === Number(steps)) break;
  before = now();
}
policy.dispose();
process.exit(0); // the threads of WebAssembly do not end
