import { TRAIN_DEFAULTS } from '@echo/grpo';
import { expect, test } from 'vitest';
import { configDifference, runConfig, storedRunConfig } from './run-config.js';

test('options left out have their defaults', () => {
  expect(runConfig()).toMatchObject({ model: 'nano', adapter: null, reward: 'honest', curriculum: false });
  expect(runConfig({ steps: 7 })).toEqual({ ...runConfig(), steps: 7 });
});

test('a run and `train` share their defaults', () => {
  const { promptsPerStep: prompts, groupSize: group, ...others } = TRAIN_DEFAULTS;
  expect(runConfig()).toMatchObject({ prompts, group, ...others, credit: 'exact' });
});

test.each<[object, string]>([
  [{ group: 1 }, 'Expected `group` to be at least 2, as an advantage compares the rollouts of a group.'],
  [{ prompts: 2.5 }, 'Expected `prompts` to be a whole number of at least 1, got 2.5.'],
  [{ learningRate: 0 }, 'Expected `learningRate` to be a number above 0, got 0.'],
  [{ topP: 1.5 }, 'Expected `topP` to be a number above 0 and at most 1, got 1.5.'],
  [{ klCoefficient: -1 }, 'Expected `klCoefficient` to be a number of at least 0, got -1.'],
  [{ credit: 'token' }, 'Expected `credit` to be one of exact, segment, completion, dcpo, got "token".'],
  [{ model: 7 }, 'Expected `model` to be a string, got 7.'],
])('%o is refused in one sentence', (options, sentence) => {
  expect(() => runConfig(options)).toThrow(sentence);
});

test('an option there is none of is refused with those there are', () => {
  expect(() => runConfig({ lerningRate: 1 } as object)).toThrow(/got `lerningRate`; choose among model, /);
});

test('a stored configuration is taken as it is: nothing is filled in but the options younger than it', () => {
  const {
    memory: _,
    tensorboard: ___,
    readingTemperature: ____,
    numLayers: _____,
    ...stored
  } = runConfig({ seed: 3 });
  const younger = { memory: null, tensorboard: false, readingTemperature: null, numLayers: null };
  expect(storedRunConfig(stored)).toEqual({ ...stored, ...younger });
  const { credit: __, ...older } = stored;
  expect(() => storedRunConfig(older)).toThrow('Expected `credit`, which is missing.');
  expect(() => storedRunConfig(null)).toThrow('Expected `model`, which is missing.');
});

test('two configurations differ by their first option that decides numbers', () => {
  const config = runConfig();
  expect(configDifference(config, { ...config, memory: 1e9, tensorboard: true })).toBeNull();
  expect(configDifference(config, { ...config, seed: 2, alpha: 1 })).toBe('seed');
});
