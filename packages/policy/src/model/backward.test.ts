/** The custom backward pass against tfjs's own gradients of the same forward pass. */
import { clearGradientTape, rawTensorCount, type TensorOps, tensorOps, tfjsOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adapterParameters, disposeAdapter, firstAdaptedLayer, type LoraAdapter } from '../lora/adapter.js';
import { factorAdapter, mergeAdapter } from '../lora/merge-adapter.js';
import {
  compiledOps,
  TINY_CONFIG,
  TINY_GEMMA,
  TINY_LLAMA,
  TINY_QWEN3,
  tinyAdapter,
  tinyModel,
  weighted,
} from '../testing/tiny-model.js';
import { type ActivationStrategy, recomputeActivations, storeActivations } from './activation-strategy.js';
import { disposeCausalLm } from './causal-lm.js';
import { hiddenStates, type SavedForBackward } from './forward.js';
import { baseWeights } from './layer-weights.js';
import { loraHiddenStates } from './lora-hidden-states.js';
import { type PackedBatch, packBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';

beforeAll(async () => {
  await loadBackend();
});

const ids = (...values: number[]) => Int32Array.from(values);
const prompts = [ids(3, 1, 4), ids(1, 5, 9, 2, 6), ids(7)];
const pairs = [
  [ids(5, 3, 5), ids(8)],
  [ids(9, 7), ids(9, 3, 2, 3)],
  [ids(1, 2, 3), ids(4, 4)],
];
const single = prompts.map(() => [ids(6)]);
const alone = [[ids(4, 1)], [ids(6, 2, 2)], [ids(3, 9, 9, 9, 9)]];
const even = prompts.map(() => [ids(6, 1, 2), ids(3, 3, 3)]);
const alike = prompts.map((prompt) => ids(2, 7, 1, 8, 2, 8, 1, 8, ...prompt));
const tree = { ids: ids(5, 3, 8, 6, 9), parents: Int32Array.of(-1, 0, 0, -1, 2) };
const trees = prompts.map((_, p) => [
  tree,
  { ids: ids(4, 4, p), parents: Int32Array.of(-1, 0, 0) },
  { ids: ids(8, 1, 2, 9, 9, 3), parents: Int32Array.of(-1, 0, 1, 1, -1, p) },
]);
const BATCHES = {
  'unequal completions': packBatch(prompts, pairs),
  'several continuations': packBatch(prompts, pairs, single, alone),
  'single tokens only': packBatch(prompts, single),
  'prompts that begin alike': packBatch(alike, pairs, alone),
  'a tree beside completions': packBatch(alike, pairs, tree),
  'trees of each prompt beside completions': packBatch(alike, pairs, trees),
  'nothing to pad': packBatch([ids(3, 1), ids(4, 1), ids(5, 9)], even),
};

const statesWith = (
  keep: typeof storeActivations | typeof recomputeActivations,
  pass: PassContext,
  adapter: LoraAdapter,
  packed: PackedBatch,
) =>
  loraHiddenStates<SavedForBackward>(
    pass,
    adapter,
    packed,
    keep(pass, packed, firstAdaptedLayer(adapter)) as ActivationStrategy<SavedForBackward>,
  );

const apart = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let most = 0;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
    largest = Math.max(largest, Math.abs(b[i] as number));
  }
  return most / largest;
};

describe.each([
  ['qwen2', TINY_CONFIG],
  ['llama', TINY_LLAMA],
  ['qwen3', TINY_QWEN3],
  ['gemma3', TINY_GEMMA],
  ['one layer', { ...TINY_LLAMA, layers: 1 }],
])('%s', (_, config) => {
  describe.each(Object.entries(BATCHES))('%s', (_, packed) => {
    test.each([
      ['low rank', { rank: 1, alpha: 2 }],
      ['high rank', { rank: 16, alpha: 8 }],
      ['the last layer', { rank: 2, alpha: 2, numLayers: 1 }],
      ['some projections', { rank: 2, alpha: 2, targetModules: ['q_proj', 'down_proj'] as const }],
    ])('%s: same states, same gradients, the same bits when recomputed, no leak', (_, lora) => {
      const model = tinyModel('backward', config);
      const adapter = tinyAdapter(config, lora, 'backward');
      const variables = [...adapterParameters(adapter).values()];
      const plain = tf.variableGrads(() => {
        const merged = mergeAdapter(tfjsOps, model, adapter);
        return weighted(
          hiddenStates({ ops: tfjsOps, model, weightsOf: merged.weightsOf }, packed) as tf.Tensor,
        );
      }, variables);
      const mergedPlainly = mergeAdapter(tfjsOps, model, adapter);
      const states = hiddenStates(
        { ops: tfjsOps, model, weightsOf: mergedPlainly.weightsOf },
        packed,
      ) as tf.Tensor;

      const ways = [...new Set([tensorOps(), tfjsOps])].flatMap((ops) => [
        [ops, mergeAdapter] as const,
        [ops, factorAdapter] as const,
      ]);
      for (const [ops, adapt] of ways) {
        const before = [tf.memory().numTensors, rawTensorCount()];
        const adapted = adapt(ops, model, adapter);
        const pass = { ops, model, weightsOf: adapted.weightsOf };
        const ours = ops.toTensor(hiddenStates(pass, packed));
        expect(apart(ours.dataSync(), states.dataSync())).toBeLessThan(1e-5);
        const { value, grads } = tf.variableGrads(
          () => weighted(statesWith(storeActivations, pass, adapter, packed)),
          variables,
        );
        for (const { name } of variables) {
          const [actual, expected] = [grads[name], plain.grads[name]] as [tf.Tensor, tf.Tensor];
          expect(apart(actual.dataSync(), expected.dataSync())).toBeLessThan(1e-4);
        }
        const again = tf.variableGrads(
          () => weighted(statesWith(recomputeActivations, pass, adapter, packed)),
          variables,
        );
        for (const { name } of variables)
          expect(again.grads[name]?.dataSync()).toEqual(grads[name]?.dataSync());
        tf.dispose([ours, value, again.value, ...Object.values(again.grads), ...Object.values(grads)]);
        adapted.dispose();
        expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
      }
      tf.dispose([states, plain.value, ...Object.values(plain.grads)]);
      mergedPlainly.dispose();
      disposeAdapter(adapter);
      disposeCausalLm(model);
    });
  });
});

test.each(Object.entries(BATCHES))('%s: by graphs the same states and gradients', (_, packed) => {
  const model = tinyModel('backward', TINY_LLAMA);
  const adapter = tinyAdapter(TINY_LLAMA, { rank: 2, alpha: 4 }, 'backward');
  const ops = tensorOps();
  const before = [tf.memory().numTensors, rawTensorCount()];
  const merged = mergeAdapter(ops, model, adapter);
  const valuesBy = (keep: typeof storeActivations | typeof recomputeActivations, ops: TensorOps) => {
    const { value, grads } = tf.variableGrads(() =>
      weighted(statesWith(keep, { ops: ops, model, weightsOf: merged.weightsOf }, adapter, packed)),
    );
    const values = [value, ...Object.values(grads)].map((x) => x.dataSync());
    tf.dispose([value, ...Object.values(grads)]);
    return values;
  };
  const expected = valuesBy(storeActivations, ops);
  for (const keep of [storeActivations, recomputeActivations])
    valuesBy(keep, compiledOps(ops)).forEach((values, i) => {
      expect(apart(values, expected[i] as ArrayLike<number>)).toBeLessThan(1e-4);
    });
  merged.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  disposeAdapter(adapter);
  disposeCausalLm(model);
});

test.each([
  ['op by op', (ops: TensorOps) => ops],
  ['by graphs', compiledOps],
])('the same bits twice, %s', (_, way) => {
  const model = tinyModel();
  const adapter = tinyAdapter(TINY_CONFIG, { rank: 3 }, 'backward');
  const ops = way(tensorOps());
  const merged = mergeAdapter(ops, model, adapter);
  const run = () => {
    const { value, grads } = tf.variableGrads(() =>
      weighted(
        statesWith(
          storeActivations,
          { ops: ops, model, weightsOf: merged.weightsOf },
          adapter,
          BATCHES['several continuations'],
        ),
      ),
    );
    const values = [value, ...Object.values(grads)].map((x) => [...x.dataSync()]);
    tf.dispose([value, ...Object.values(grads)]);
    return values;
  };
  expect(run()).toEqual(run());
  merged.dispose();
  disposeAdapter(adapter);
  disposeCausalLm(model);
});

test('a throw in the middle leaks no tensors', () => {
  const model = tinyModel();
  const ops = tensorOps();
  const before = [tf.memory().numTensors, rawTensorCount()];
  let layers = 0;
  const failing = () => {
    const weights = baseWeights(ops, model);
    return (layer: number) => {
      if (++layers % 2 === 0) throw new Error('out of memory');
      return weights(layer);
    };
  };
  expect(() =>
    hiddenStates({ ops: ops, model, weightsOf: failing() }, BATCHES['several continuations']),
  ).toThrow('out of memory');
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  const adapter = tinyAdapter(TINY_CONFIG, { rank: 2 }, 'backward');
  const held = [tf.memory().numTensors, rawTensorCount()];
  const loss = (weightsOf: ReturnType<typeof failing>) => () =>
    weighted(
      statesWith(
        storeActivations,
        { ops: ops, model, weightsOf: weightsOf },
        adapter,
        BATCHES['several continuations'],
      ),
    );
  expect(() => tf.variableGrads(loss(failing()))).toThrow('out of memory');
  clearGradientTape();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  let calls = 0;
  const weights = baseWeights(ops, model);
  const failingBackwards = (layer: number) => {
    if (++calls > TINY_CONFIG.layers + 1) throw new Error('out of memory');
    return weights(layer);
  };
  expect(() => tf.tidy(() => tf.variableGrads(loss(failingBackwards)))).toThrow('out of memory');
  clearGradientTape();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  disposeAdapter(adapter);
  disposeCausalLm(model);
});
