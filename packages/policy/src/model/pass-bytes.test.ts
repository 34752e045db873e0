import { loadBackend, tensorOps, treeForEach } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { adapterParameters, createAdapter, disposeAdapter } from '../lora/adapter.js';
import { DEFAULT_SAMPLING, generateGroups } from '../sampling/generate.js';
import { byteTokenizer, TINY_CONFIG, tinyModel } from '../testing/tiny-model.js';
import { disposeCausalLm } from './causal-lm.js';
import { layoutGroups } from './group-layout.js';
import { computeAgain, keepAll, type TraceKeeping } from './kept-traces.js';
import { baseWeights, mergeAdapter } from './layer-weights.js';
import { loraHiddenStates } from './lora-hidden-states.js';
import {
  assertRoom,
  keptBytes,
  rememberedBytes,
  residentBytes,
  samplingBytes,
  trainingBytes,
} from './pass-bytes.js';

beforeAll(async () => {
  await loadBackend();
});

const config = { ...TINY_CONFIG, layers: 12 };
const ids = (length: number, first = 0) => Int32Array.from({ length }, (_, i) => (first + 7 * i) % 120);
const prompts = [ids(20), Int32Array.of(...ids(15), 3, 4, 5)];
const completions = prompts.map((_, p) => [ids(9, p), ids(6, p + 3)]);
const LAYOUTS = {
  'one prompt': layoutGroups(prompts.slice(0, 1), completions.slice(0, 1)),
  'prompts that begin alike': layoutGroups(prompts, completions),
  'a tree beside completions': layoutGroups(prompts, completions, {
    ids: ids(5),
    parents: Int32Array.of(-1, 0, 0, 1, 2),
  }),
};

/** What a pass has left in tfjs's memory for its backward pass, its result aside. */
function measured(layout: (typeof LAYOUTS)['one prompt'], recompute: boolean): number {
  const ops = tensorOps();
  const model = tinyModel(1, config);
  const adapter = createAdapter(config, { rank: 1 });
  const merged = mergeAdapter(ops, model, adapter);
  let bytes = 0;
  const { value, grads } = tf.variableGrads(() => {
    const before = tf.memory().numBytes;
    const { weightsOf } = merged;
    const pass = <T>(keeping: TraceKeeping<T>) =>
      loraHiddenStates(ops, model, adapter, weightsOf, layout, keeping);
    const states = recompute
      ? pass(computeAgain(ops, model, weightsOf, layout))
      : pass(keepAll(ops, model, weightsOf, layout));
    bytes = tf.memory().numBytes - before - 4 * states.size;
    return tf.sum(states);
  }, [...adapterParameters(adapter).values()]);
  tf.dispose([value, ...Object.values(grads)]);
  merged.dispose();
  disposeAdapter(adapter);
  disposeCausalLm(model);
  return bytes;
}

test.each(Object.entries(LAYOUTS))(
  '%s: what is said to be kept is kept, but for the last layer',
  (_, layout) => {
    for (const recompute of [false, true]) {
      const share = measured(layout, recompute) / keptBytes(config, layout, recompute);
      expect(share).toBeLessThan(1.1);
      expect(share).toBeGreaterThan(0.9);
    }
  },
);

test('what is said to be remembered of completions is, but for the last layer', () => {
  const ops = tensorOps();
  const wide = { ...config, hiddenSize: 64, intermediateSize: 16, eosTokenIds: [] };
  const model = tinyModel(1, wide);
  const sampling = { ...DEFAULT_SAMPLING, n: 3, maxTokens: 10 };
  const endless = { ...byteTokenizer, eosTokenIds: [] };
  let numbers = 0;
  generateGroups(ops, model, baseWeights(ops, model), endless, prompts, sampling, undefined, (pass) => {
    treeForEach([pass.layers, pass.x], ({ shape }) => {
      numbers += shape.reduce((size, length) => size * length, 1);
    });
    numbers += (pass.probs.shape[0] as number) * wide.hiddenSize;
  });
  const longest = prompts.map(() => Array.from({ length: 3 }, () => new Int32Array(10)));
  const share = (4 * numbers) / rememberedBytes(wide, layoutGroups(prompts, longest));
  expect(share).toBeLessThanOrEqual(1);
  expect(share).toBeGreaterThan(0.95);
  disposeCausalLm(model);
});

test('computing again, fewer prompts and fewer tokens take less, a KL takes more', () => {
  const layout = LAYOUTS['prompts that begin alike'];
  const large = { ...config, vocabSize: 1e6 };
  const all = trainingBytes(large, layout);
  expect(trainingBytes(large, layout, { recompute: true })).toBeLessThan(all);
  expect(trainingBytes(large, LAYOUTS['one prompt'])).toBeLessThan(all);
  expect(trainingBytes(large, layout, { klToReference: true })).toBeGreaterThan(all);
  expect(samplingBytes(config, layout, 4, 100)).toBeGreaterThan(samplingBytes(config, layout, 4, 50));
});

test('a memory that the weights would fill is refused by name and number', () => {
  const smol = {
    ...config,
    vocabSize: 49_152,
    hiddenSize: 576,
    intermediateSize: 1536,
    layers: 30,
    heads: 9,
    keyValueHeads: 3,
    headDim: 64,
    tiedEmbeddings: true,
  };
  expect(residentBytes(smol, false) / 1e9).toBeCloseTo(0.9 + 4 * (0.1345 + 0.1062), 2);
  expect(() => assertRoom(smol, 2.6e9)).not.toThrow();
  expect(() => assertRoom(smol, 2.6e9, true)).toThrow(/give at least 3 GB/);
  expect(() => assertRoom(smol, 1e9)).toThrow(/^A memory of 1\.0 GB is too little for this model/);
  expect(() => assertRoom(smol, 4e9)).not.toThrow();
});
