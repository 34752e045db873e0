import { DEFAULT_LORA } from '@echo/policy';
import { expect, test } from 'vitest';
import { PUBLISHED_DEFAULTS, TRAIN_DEFAULTS } from './defaults.js';

test('the defaults of training', () => {
  expect(TRAIN_DEFAULTS).toMatchObject({ learningRate: 1.5e-4, rank: 16, alpha: 32, sftSteps: 40 });
});

test('the published ones stay as they were published', () => {
  expect(PUBLISHED_DEFAULTS).toEqual({
    groupSize: 4,
    learningRate: 5e-6,
    temperature: 0.8,
    topP: 0.95,
    rank: 16,
    klCoefficient: 0.05,
  });
});

test('training has the adapter that a policy has by default', () => {
  const { rank, alpha } = DEFAULT_LORA;
  expect(TRAIN_DEFAULTS).toMatchObject({ rank, alpha });
});
