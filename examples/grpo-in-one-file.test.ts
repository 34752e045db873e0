import { loadBackend } from '@echo/compute/node';
import { createEnvironment } from '@echo/env';
import { train } from '@echo/grpo';
import { loadNano } from '@echo/nano/node';
import { presets } from '@echo/reward';
import { builtinTasks } from '@echo/tasks/node';
import { expect, test } from 'vitest';
import { grpo, type LoggedStep } from './grpo-in-one-file.js';

test('ten steps in one file have the numbers of the library', async () => {
  await loadBackend();
  const tasks = builtinTasks('dev');
  const here: LoggedStep[] = [];
  for await (const step of grpo(await loadNano({ seed: 1 }), tasks, 10, 1)) here.push(step);
  const policy = await loadNano({ seed: 1 });
  const environment = () => createEnvironment({ tasks });
  const there: LoggedStep[] = [];
  for await (const step of train({
    policy,
    environment,
    reward: presets.honest,
    steps: 10,
    promptsPerStep: 4,
    learningRate: 2e-3,
    exactConfidence: false,
    seed: 1,
  })) {
    const { reward, accuracy, loss, gradientNorm } = step;
    there.push({ step: step.step, reward, accuracy, loss, gradientNorm });
  }
  expect(here.length).toBe(10);
  here.forEach((step, i) => {
    for (const name of ['step', 'reward', 'accuracy', 'loss', 'gradientNorm'] as const)
      expect(step[name], `${name} of step ${i + 1}`).toBeCloseTo(there[i]?.[name] as number, 6);
  });
});
