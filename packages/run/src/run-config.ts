import { EchoError } from '@echo/core';
import type { z } from 'zod';
import { CONFIG_OPTIONS } from './config-options.js';
import { configSchema, type RunConfig, type RunConfigInput } from './config-schema.js';

/**
 * A configuration from some options; those left out have their defaults.
 *
 * Throws `invalid-input` for an option there is none of, or a value that it cannot have.
 *
 * @example
 * ```ts
 * import { runConfig } from '@echo/run';
 *
 * runConfig({ model: 'nano', steps: 20 }).steps; // → 20
 * ```
 */
export function runConfig(options: RunConfigInput = {}): RunConfig {
  const { data, error } = configSchema.safeParse(options);
  if (data) return data;
  throw new EchoError('invalid-input', issueText(error.issues[0], options));
}

/** The options that a resumed run may have otherwise: they decide no number of it as far as it goes. */
const FREE: readonly (keyof RunConfig)[] = ['memory', 'environment', 'formatGuard', 'tensorboard'];

/** The options that are younger than a run may be. */
const YOUNGER: readonly (keyof RunConfig)[] = [
  'memory',
  'environment',
  'tensorboard',
  'selfPlay',
  'accuracyGuard',
  'order',
  'ownVerdict',
  'readingTemperature',
  'numLayers',
  'successRate',
  'explorationFloor',
  'confidenceObjective',
];

/**
 * A configuration that was stored, with nothing filled in but the options that are younger than it.
 *
 * Throws `invalid-input` where it lacks an option, or has one that no run has.
 */
export function storedRunConfig(stored: unknown): RunConfig {
  const given = typeof stored === 'object' && stored !== null ? stored : {};
  const missing = CONFIG_OPTIONS.find(({ name }) => !YOUNGER.includes(name) && !(name in given));
  if (missing) throw new EchoError('invalid-input', `Expected \`${missing.name}\`, which is missing.`);
  return runConfig(given);
}

/** Two configurations' first difference in an option that decides numbers; null where there is none. */
export function configDifference(a: RunConfig, b: RunConfig): keyof RunConfig | null {
  const found = CONFIG_OPTIONS.find(({ name }) => !FREE.includes(name) && a[name] !== b[name]);
  return found?.name ?? null;
}

function issueText(issue: z.core.$ZodIssue | undefined, options: object): string {
  if (issue?.code === 'unrecognized_keys')
    return `Expected only options of a run, got \`${issue.keys[0]}\`; choose among ${CONFIG_OPTIONS.map(({ name }) => name).join(', ')}.`;
  if (issue?.message.startsWith('Expected `')) return issue.message;
  const name = String(issue?.path[0]);
  const option = CONFIG_OPTIONS.find((one) => one.name === name);
  const rule =
    option?.rule ?? (option?.choices ? `one of ${option.choices.join(', ')}` : `a ${option?.type}`);
  return `Expected \`${name}\` to be ${rule}, got ${JSON.stringify(options[name as keyof typeof options])}.`;
}
