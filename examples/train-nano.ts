/**
 * The main job through the libraries: a policy, an environment, a training loop, and what it changed.
 *
 * About a minute.
 */
import { loadBackend } from '@echo/compute/node';
import { createEnvironment } from '@echo/env';
import { evalReport, evaluateAll } from '@echo/eval';
import { train } from '@echo/grpo';
import { loadNano } from '@echo/nano/node';
import { presets } from '@echo/reward';
import { builtinTasks } from '@echo/tasks/node';

console.log((await loadBackend()).description);
const policy = await loadNano({ seed: 1, lora: { rank: 64, alpha: 64 } });
const heldOut = builtinTasks('test').slice(0, 300);
const before = evalReport(await evaluateAll(policy, heldOut, { failOnError: true }));

// Not the train split: nano has memorised it, and its accuracy there says nothing about the rest.
const tasks = builtinTasks('dev');
const environment = () => createEnvironment({ tasks });
for await (const step of train({
  policy,
  environment,
  reward: presets.honest,
  steps: 40,
  seed: 1,
  promptsPerStep: 32,
  learningRate: 1e-3,
  temperature: 1,
  topP: 1,
  maxTokens: 24,
  exactConfidence: { entropyCoefficient: 0.03, weight: 40 },
})) {
  if (step.step % 10 === 0)
    console.log(
      `step ${step.step}: reward ${step.reward.toFixed(3)}, confidence ${step.meanConfidence.toFixed(2)}, correct ${step.accuracy.toFixed(2)}`,
    );
}

const after = evalReport(await evaluateAll(policy, heldOut, { failOnError: true }));
console.log(
  `ECE ${before.ece.value?.toFixed(3)} → ${after.ece.value?.toFixed(3)}, accuracy ${before.accuracy?.toFixed(3)} → ${after.accuracy?.toFixed(3)}`,
);
policy.dispose();
