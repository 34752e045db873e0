import { evaluateAll } from '@echo/eval';
import type { Policy } from '@echo/policy';
import { demoConfig } from '@echo/run';
import { fetchBuiltinTasks } from '@echo/tasks/builtin';
import type { TrainingSettings, TrainingTimes } from '../backend.js';
import { createGate } from './gate.js';
import { MAX_TOKENS } from './generation.js';
import type { Engine } from './load-engine.js';
import { trainDemo } from './train-demo.js';

/** Prompts of a timed step: one micro-batch, a quarter of a whole step. */
const PROMPTS = 8;
const ANSWERS = 16;

/**
 * Times a quarter of a training step and sixteen held-out answers, and tells what the whole takes.
 *
 * The first of two steps prepares what later ones find, and is not counted.
 */
export async function timeTraining(
  engine: Engine,
  policy: Policy,
  settings: Pick<TrainingSettings, 'reward' | 'seed'>,
): Promise<TrainingTimes> {
  const tasks = (await fetchBuiltinTasks('test', engine.addresses.tasks)).slice(0, ANSWERS);
  const started = performance.now();
  await evaluateAll(policy, tasks, {
    sampling: { maxTokens: MAX_TOKENS },
    batchSize: ANSWERS,
    failOnError: true,
  });
  const secondsPerHeldOut = (performance.now() - started) / 1000 / ANSWERS;
  const seconds: number[] = [];
  await trainDemo(
    engine,
    { ...settings, steps: 2, heldOut: 1 },
    {
      gate: createGate(),
      signal: new AbortController().signal,
      onEvent: (event) => {
        if (event.type === 'step') seconds.push(event.step.seconds);
      },
    },
    { prompts: PROMPTS },
  );
  const { prompts } = demoConfig(settings.reward, settings.seed);
  const secondsPerStep = ((seconds.at(-1) ?? 0) * prompts) / PROMPTS;
  return { secondsPerStep, secondsPerHeldOut, threads: engine.info.threads };
}
