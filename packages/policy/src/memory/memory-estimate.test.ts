import { tensorOps, treeForEach } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { adapterParameters, createAdapter, disposeAdapter } from '../lora/adapter.js';
import { mergeAdapter } from '../lora/merge-adapter.js';
import {
  type ActivationStrategy,
  recomputeActivations,
  storeActivations,
} from '../model/activation-strategy.js';
import { disposeCausalLm } from '../model/causal-lm.js';
import { masksByLayer } from '../model/forward.js';
import { baseWeights } from '../model/layer-weights.js';
import { loraHiddenStates } from '../model/lora-hidden-states.js';
import type { ModelConfig } from '../model/model-config.js';
import { type PackedBatch, packBatch } from '../model/packed-batch.js';
import { generateGroups } from '../sampling/generate.js';
import { DEFAULT_SAMPLING } from '../sampling/sampling-options.js';
import { byteTokenizer, TINY_CONFIG, TINY_GEMMA, tinyModel } from '../testing/tiny-model.js';
import {
  activationBytes,
  activationCacheBytes,
  assertFitsMemory,
  backwardPeakBytes,
  decodePeakBytes,
  maskFloats,
  residentBytes,
} from './memory-estimate.js';

beforeAll(async () => {
  await loadBackend();
});

const config = { ...TINY_CONFIG, layers: 12 };
const ids = (length: number, first = 0) => Int32Array.from({ length }, (_, i) => (first + 7 * i) % 120);
const prompts = [ids(20), Int32Array.of(...ids(15), 3, 4, 5)];
const completions = prompts.map((_, p) => [ids(9, p), ids(6, p + 3)]);
const BATCHES = {
  'one prompt': packBatch(prompts.slice(0, 1), completions.slice(0, 1)),
  'prompts with a shared prefix': packBatch(prompts, completions),
  'a tree beside completions': packBatch(prompts, completions, {
    ids: ids(5),
    parents: Int32Array.of(-1, 0, 0, 1, 2),
  }),
};

/** Bytes that a pass stores in tfjs's memory for its backward pass, its result aside. */
function measured(config: ModelConfig, packed: PackedBatch, recompute: boolean): number {
  const ops = tensorOps();
  const model = tinyModel(1, config);
  const adapter = createAdapter(config, { rank: 1 });
  const merged = mergeAdapter(ops, model, adapter);
  let bytes = 0;
  const { value, grads } = tf.variableGrads(() => {
    const before = tf.memory().numBytes;
    const pass = { ops, model, weightsOf: merged.weightsOf };
    const statesBy = <T>(strategy: ActivationStrategy<T>) =>
      loraHiddenStates(pass, adapter, packed, strategy);
    const states = recompute
      ? statesBy(recomputeActivations(pass, packed))
      : statesBy(storeActivations(pass, packed));
    bytes = tf.memory().numBytes - before - 4 * states.size;
    return tf.sum(states);
  }, [...adapterParameters(adapter).values()]);
  tf.dispose([value, ...Object.values(grads)]);
  merged.dispose();
  disposeAdapter(adapter);
  disposeCausalLm(model);
  return bytes;
}

test.each(
  Object.entries(BATCHES).flatMap(([batch, packed]) => [
    { batch, packed, config },
    { batch, packed, config: { ...TINY_GEMMA, layers: 12 } },
  ]),
)(
  '$config.architecture, $batch: stored activations are as estimated, except in the last layer',
  ({ packed, config }) => {
    for (const recompute of [false, true]) {
      const share = measured(config, packed, recompute) / activationBytes(config, packed, recompute);
      expect(share).toBeLessThan(1.1);
      expect(share).toBeGreaterThan(0.9);
    }
  },
);

test.each([config, { ...TINY_GEMMA, layers: 12 }])(
  '$architecture: the activation cache of completions is as estimated, except in the last layer',
  (config) => {
    const ops = tensorOps();
    const wide = { ...config, hiddenSize: 64, intermediateSize: 16, eosTokenIds: [] };
    const model = tinyModel(1, wide);
    const sampling = { ...DEFAULT_SAMPLING, n: 3, maxTokens: 10 };
    const endless = { ...byteTokenizer, eosTokenIds: [] };
    let floats = 0;
    generateGroups({ ops, model, weightsOf: baseWeights(ops, model) }, endless, prompts, {
      sampling,
      onActivations: (pass) => {
        treeForEach([pass.layers, pass.x], ({ shape }) => {
          floats += shape.reduce((size, length) => size * length, 1);
        });
        floats += (pass.probs.shape[0] as number) * wide.hiddenSize;
      },
    });
    const longest = prompts.map(() => Array.from({ length: 3 }, () => new Int32Array(10)));
    const share = (4 * floats) / activationCacheBytes(wide, packBatch(prompts, longest));
    expect(share).toBeLessThanOrEqual(1);
    expect(share).toBeGreaterThan(0.95);
    disposeCausalLm(model);
  },
);

test.each(
  Object.entries(BATCHES).flatMap(([batch, packed]) => [
    { batch, packed, config },
    { batch, packed, config: TINY_GEMMA },
    { batch, packed, config: { ...TINY_GEMMA, local: { window: 99, ropeTheta: 1, layers: [true] } } },
  ]),
)('$config.architecture, $config.local.window, $batch: masks are as estimated', ({ packed, config }) => {
  let floats = 0;
  const ops = tensorOps();
  const counting: typeof ops = {
    ...ops,
    floats: (values, shape) => {
      floats += values.length;
      return ops.floats(values, shape);
    },
  };
  ops.scope(() => void masksByLayer(counting, config, packed));
  const estimated = maskFloats(config, packed);
  expect(floats).toBeLessThanOrEqual(estimated);
  expect(floats / estimated).toBeGreaterThan(0.75);
});

test('the estimate counts the masks of local layers, whose windows hide what follows a long prompt', () => {
  const long = packBatch(
    [ids(1000), ids(990, 5)],
    [
      [ids(20), ids(20)],
      [ids(20), ids(20)],
    ],
  );
  const shallow = { ...TINY_GEMMA, layers: 2, maxPositions: 2048 };
  const masks = 4 * shallow.heads * (4 * 19) * 1000 * 2;
  for (const recompute of [false, true]) {
    const of = (local: ModelConfig['local']) => backwardPeakBytes({ ...shallow, local }, long, { recompute });
    expect(of(shallow.local) - of(null)).toBeGreaterThan(masks);
  }
});

test('recomputing, fewer prompts and fewer tokens take less, a KL takes more', () => {
  const packed = BATCHES['prompts with a shared prefix'];
  const large = { ...config, vocabSize: 1e6 };
  const all = backwardPeakBytes(large, packed);
  expect(backwardPeakBytes(large, packed, { recompute: true })).toBeLessThan(all);
  expect(backwardPeakBytes(large, BATCHES['one prompt'])).toBeLessThan(all);
  expect(backwardPeakBytes(large, packed, { klToReference: true })).toBeGreaterThan(all);
  expect(decodePeakBytes(config, packed, 4, 100)).toBeGreaterThan(decodePeakBytes(config, packed, 4, 50));
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
  expect(residentBytes(smol, 1) / 1e9).toBeCloseTo(0.9 + 4 * (0.1345 + 0.1062), 2);
  expect(() => assertFitsMemory(smol, 2.2e9)).not.toThrow();
  expect(() => assertFitsMemory(smol, 1.5e9)).toThrow(/give at least 2\.2 GB/);
  expect(() => assertFitsMemory(smol, 1e9)).toThrow(/^A memory of 1\.0 GB is too little for this model/);
  expect(() => assertFitsMemory(smol, 4e9)).not.toThrow();
});
