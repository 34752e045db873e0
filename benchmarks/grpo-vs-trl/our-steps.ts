import type { Policy } from '@echo/policy';
import { processorSecondsSoFar } from '../processor-seconds.js';
import { forcedPolicy } from './forced-policy.js';
import { forcedTraining } from './forced-training.js';
import { machineSeconds, peakMemory } from './process-figures.js';
import type { StepFigures, TrainJob } from './settings.js';

/**
 * Runs `train` for some steps of warm-up and then the measured ones, in every respect but time as TRL is run.
 */
export async function measureSteps(job: TrainJob): Promise<StepFigures> {
  const { settings, prompts, warmup } = job;
  const policy = await forcedPolicy(job.model, settings, job.memory);
  let sampling = 0;
  const timed: Policy = {
    ...policy,
    async sample(asked, options) {
      const start = performance.now();
      const samples = await policy.sample(asked, options);
      sampling = (performance.now() - start) / 1000;
      return samples;
    },
  };
  const figures: { seconds: number; sampling: number; processor: number; others: number; tokens: number }[] =
    [];
  const read = () => ({ time: performance.now(), own: processorSecondsSoFar(), all: machineSeconds() });
  let before = read();
  for await (const step of forcedTraining(timed, job)) {
    const { groups, state, ...logged } = step;
    console.error(JSON.stringify(logged));
    const now = read();
    const processor = now.own - before.own;
    figures.push({
      seconds: (now.time - before.time) / 1000,
      sampling,
      processor,
      others: now.all - before.all - processor,
      tokens: step.tokens,
    });
    before = now;
  }
  const measured = figures.slice(warmup);
  return {
    seconds: measured.map((step) => step.seconds),
    sampling: measured.map((step) => step.sampling),
    processor: measured.map((step) => step.processor),
    others: measured.map((step) => step.others),
    peakBytes: peakMemory(),
    promptTokens: prompts.map((prompt) => policy.tokenizer.applyChatTemplate(prompt).length),
    completionTokens: measured[0]?.tokens ?? 0,
  };
}
