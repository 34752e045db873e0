import { EchoError, type SamplingOptions } from '@echo/core';

/** Sampling options with every field set. */
export type Sampling = Required<SamplingOptions>;

export const DEFAULT_SAMPLING: Sampling = {
  n: 1,
  temperature: 0.8,
  topP: 0.95,
  topK: 0,
  maxTokens: 64,
  stop: [],
  seed: 0,
};

/**
 * Asserts that sampling options are in range.
 *
 * @throws EchoError `invalid-input` when one is not.
 */
export function assertSampling({ n, temperature, topP, topK, maxTokens }: Sampling): void {
  const rule = (holds: boolean, name: string, wanted: string, value: number) => {
    if (!holds) throw new EchoError('invalid-input', `Expected \`${name}\` to be ${wanted}, got ${value}.`);
  };
  rule(Number.isInteger(n) && n >= 1, 'n', 'a whole number of at least 1', n);
  rule(
    temperature >= 0 && Number.isFinite(temperature),
    'temperature',
    '0 (greedy) or a positive number',
    temperature,
  );
  rule(topP > 0 && topP <= 1, 'topP', 'above 0 and at most 1', topP);
  rule(Number.isInteger(topK) && topK >= 0, 'topK', '0 (all) or a positive whole number', topK);
  rule(Number.isInteger(maxTokens) && maxTokens >= 1, 'maxTokens', 'a whole number of at least 1', maxTokens);
}

/**
 * Asserts that a prompt and its completion fit into a model's positions.
 *
 * @throws EchoError `invalid-input` when they do not.
 */
export function assertLength(promptTokens: number, maxTokens: number, maxPositions: number): void {
  if (promptTokens + maxTokens <= maxPositions) return;
  throw new EchoError(
    'invalid-input',
    `A prompt of ${promptTokens} tokens and \`maxTokens\` ${maxTokens} exceed the ${maxPositions} positions of this model; shorten one of them.`,
  );
}
