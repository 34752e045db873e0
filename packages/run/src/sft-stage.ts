import { disposeAdamW, initialTrainState, trainSft } from '@echo/grpo';
import type { RunContext } from './run-context.js';
import { sftExamples } from './sft-examples.js';

/**
 * Supervised fine-tuning on the response format, saved as checkpoint 0; nothing without SFT steps.
 *
 * False when the signal asked for an early end: nothing is saved then.
 */
export async function runSft({
  config,
  policy,
  tasks,
  store,
  onEvent,
  signal,
}: RunContext): Promise<boolean> {
  if (config.sftSteps === 0) return true;
  const steps = trainSft({
    policy,
    examples: sftExamples(tasks.train, config.seed, config.order),
    steps: config.sftSteps,
    seed: config.seed,
    learningRate: config.learningRate,
  });
  for await (const { step, loss } of steps) {
    onEvent({ kind: 'sft', step, of: config.sftSteps, loss });
    if (signal.aborted) return false;
  }
  const state = initialTrainState(policy);
  await store.saveCheckpoint(policy, state);
  disposeAdamW(state.optimizer);
  return true;
}

/**
 * Makes the starting adapter the reference policy, where it is no fresh one: after SFT, or a given adapter.
 */
export async function freezeStart({ config, policy, store }: RunContext): Promise<void> {
  if (config.sftSteps > 0) {
    const { optimizer } = await store.loadCheckpoint(policy, 0);
    disposeAdamW(optimizer);
  }
  if (config.sftSteps > 0 || config.adapter !== null) policy.freezeReference();
}
