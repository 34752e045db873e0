import type { Prompt } from '@echo/core';
import { ours, runJob } from './child.js';
import type { Settings } from './settings.js';
import type { Curve } from './tables.js';

const CURVES = [
  ['completion tokens', 'completionTokens', [16, 32, 64]],
  ['prompt tokens', 'promptTokens', [64, 128, 256]],
  ['completions of a prompt', 'groupSize', [1, 2, 4, 8, 16]],
] as const;

/** The cost of a step of ours as one size grows and the others stay; β is 0. */
export function costCurves(
  model: string,
  settings: Settings,
  promptsOf: (settings: Settings) => readonly Prompt[],
  steps: number,
): readonly Curve[] {
  const points = CURVES.flatMap(([, key, places]) =>
    places.map((place) => {
      const at = { ...settings, [key]: place };
      return { settings: at, prompts: promptsOf(at) };
    }),
  );
  const seconds = [...runJob<number[][]>(ours, { part: 'curves', model, points, steps })];
  return CURVES.map(([name, , places]) => ({ name, places, seconds: seconds.splice(0, places.length) }));
}
