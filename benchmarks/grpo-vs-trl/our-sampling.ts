import { forcedPolicy } from './forced-policy.js';
import type { Job, SamplingFigures } from './settings.js';

/** Seconds to complete each of the asked rows: once unmeasured, then every round. */
export async function measureSampling({
  model,
  settings,
  prompts,
  rows,
  rounds,
}: Extract<Job, { part: 'sampling' }>): Promise<SamplingFigures> {
  const policy = await forcedPolicy(model, settings);
  const { temperature, completionTokens: maxTokens } = settings;
  const figures: number[][] = [];
  for (const asked of rows) {
    const seconds: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const start = performance.now();
      await policy.completeGroups(prompts.slice(0, asked.prompts), {
        n: asked.completions,
        temperature,
        topP: 1,
        maxTokens,
        seed: round,
      });
      seconds.push((performance.now() - start) / 1000);
    }
    figures.push(seconds.slice(1));
  }
  return figures;
}
