import type { Prompt } from '@echo/core';
import { ours, runJob } from './child.js';
import type { Settings, StepFigures } from './settings.js';
import type { BudgetedStep } from './tables.js';

const GB = 1e9;

/**
 * The memory and time of a step of ours within memory limits, β = 0.
 *
 * More prompts than in the comparison, and prompts that are long.
 */
export function memoryBudgets(
  model: string,
  settings: Settings,
  promptsOf: (settings: Settings) => readonly Prompt[],
  steps: number,
): readonly BudgetedStep[] {
  const many = { ...settings, prompts: 2 * settings.prompts };
  const long = { ...settings, prompts: 2, groupSize: 4, promptTokens: 16 * settings.promptTokens };
  const cases = [
    [many, null],
    [many, 4 * GB],
    [many, 3 * GB],
    [long, 6 * GB],
    [long, 4 * GB],
  ] as const;
  return cases.map(([at, memory]) => {
    const job = {
      part: 'step',
      model,
      settings: at,
      prompts: promptsOf(at),
      beta: 0,
      warmup: 1,
      steps,
    } as const;
    const figures = runJob<StepFigures>(ours, memory === null ? job : { ...job, memory });
    return { settings: at, memory, seconds: figures.seconds, peakBytes: figures.peakBytes };
  });
}
