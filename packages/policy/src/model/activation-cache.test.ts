/** Gradients from cached activations of sampling, against those of a full pass. */
import { loadBackend, rawTensorCount, type TensorOps, tensorOps, tfjsOps } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adapterParameters, disposeAdapter } from '../lora/adapter.js';
import { DEFAULT_SAMPLING, generateGroups } from '../sampling/generate.js';
import {
  byteTokenizer,
  compiledOps,
  TINY_CONFIG,
  TINY_LLAMA,
  tinyAdapter,
  tinyModel,
  weighted,
} from '../testing/tiny-model.js';
import type { ModelConfig } from '../weights/model-config.js';
import { type ActivationCache, type CachedActivations, createActivationCache } from './activation-cache.js';
import { type ActivationStrategy, reuseActivations, storeActivations } from './activation-strategy.js';
import { type CausalLm, disposeCausalLm } from './causal-lm.js';
import { hiddenStates } from './forward.js';
import { mergeAdapter, type WeightsOf } from './layer-weights.js';
import { loraHiddenStates } from './lora-hidden-states.js';
import { type PackedBatch, packBatch } from './packed-batch.js';

beforeAll(async () => {
  await loadBackend();
});

const bytes = byteTokenizer.encode;
const start = 'what all of these begin with ';
const PROMPTS = {
  'unequal prompts': ['one', 'and another one', 'three'].map(bytes),
  'prompts with a shared prefix, one of them twice': ['a', 'some', 'a', 'b'].map((end) => bytes(start + end)),
  'a single prompt': [bytes('alone')],
};
const sampling = { ...DEFAULT_SAMPLING, n: 4, temperature: 1, topP: 1, maxTokens: 12, seed: 3 };
const stop = [...'aeimptvAGLS58 '];

type Completions = readonly (readonly Int32Array[])[];
const tree = { ids: Int32Array.of(50, 51, 52), parents: Int32Array.of(-1, 0, 0) };
/** Requests after sampling: which prompts, which of their completions, and other continuations. */
const ASKED: Record<
  string,
  (all: Completions) => { order: number[]; continuations: Parameters<typeof packBatch>[1][] }
> = {
  'all of them': (all) => ({ order: [...all.keys()], continuations: [all] }),
  'in another order': (all) => ({
    order: [...all.keys()].reverse(),
    continuations: [[...all].reverse().map((group) => [...group].reverse())],
  }),
  'one prompt': (all) => ({ order: [0], continuations: [all.slice(0, 1)] }),
  'prefixes of them': (all) => ({
    order: [...all.keys()],
    continuations: [all.map((group) => group.map((ids, g) => ids.slice(0, 1 + (g % ids.length))))],
  }),
  'a tree beside': (all) => ({ order: [...all.keys()], continuations: [all, tree] }),
  'other completions beside': (all) => ({
    order: [...all.keys()],
    continuations: [
      all,
      all.map(() => [bytes('b'), bytes('cdef'), bytes('gh')]),
      all.map(() => [bytes('i')]),
    ],
  }),
  'single tokens beside': (all) => ({
    order: [...all.keys()],
    continuations: [all, all.map(() => [bytes('b')])],
  }),
};

describe.each([
  ['qwen2', TINY_CONFIG],
  ['llama', TINY_LLAMA],
  ['one layer', { ...TINY_LLAMA, layers: 1 }],
])('%s', (_, config) => {
  describe.each(Object.entries(PROMPTS))('%s', (_, prompts) => {
    test.each([
      ['completions that end one after another', { ...sampling, stop }],
      ['all of one length', sampling],
      ['one token each', { ...sampling, maxTokens: 1 }],
    ])('%s', (_, asked) => {
      const world = worldOf(config);
      const graphs =
        config === TINY_LLAMA && prompts === PROMPTS['unequal prompts'] ? [compiledOps(tensorOps())] : [];
      for (const ops of new Set([tensorOps(), ...graphs, tfjsOps])) {
        const before = [tf.memory().numTensors, rawTensorCount()];
        const merged = mergeAdapter(ops, world.model, world.adapter);
        const cache = createActivationCache(world.model);
        const completions = record(ops, world.model, merged.weightsOf, cache, prompts, asked);
        for (const choose of Object.values(ASKED)) {
          const { order, continuations } = choose(completions);
          const some = order.map((p) => prompts[p] as Int32Array);
          const packed = packBatch(some, ...continuations);
          const others = continuations.length > 1 ? packBatch(some, ...continuations.slice(1)) : null;
          const cached = cache.lookup(merged.weightsOf, packed, some, continuations[0] as Completions);
          const counted = countForward(merged.weightsOf);
          const from = reuseActivations(
            ops,
            world.model,
            counted.weightsOf,
            packed,
            cached as CachedActivations,
            others,
          );
          const actual = world.gradients(ops, counted.weightsOf, packed, from);
          const steps = (others?.ids.length ?? 0) - (others?.promptRows ?? 0);
          expect(counted.forward()).toBe(steps > 0 ? config.layers : 0);
          expectSampled(
            ops,
            world.model,
            merged.weightsOf,
            packed,
            continuations[0] as Completions,
            cached as CachedActivations,
          );
          const all = storeActivations(ops, world.model, merged.weightsOf, packed);
          const expected = world.gradients(ops, merged.weightsOf, packed, all);
          expected.forEach((values, i) => {
            const most = Math.max(...values.map(Math.abs));
            values.forEach((value, j) => {
              expect(Math.abs(value - (actual[i]?.[j] as number))).toBeLessThan(1e-4 * most + 1e-7);
            });
          });
        }
        cache.clear();
        merged.dispose();
        expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
      }
      world.dispose();
    });
  });
});

test('it has sampled completions and their prefixes, after the same prompt, by the same weights', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const [one, other] = [0, 1].map(() => mergeAdapter(ops, world.model, world.adapter)) as [Merged, Merged];
  const cache = createActivationCache(world.model);
  const before = rawTensorCount();
  const prompts = PROMPTS['unequal prompts'];
  const completions = record(ops, world.model, one.weightsOf, cache, prompts, sampling);
  const [first, second, third] = prompts as [Int32Array, Int32Array, Int32Array];
  const [[sampled]] = completions as [[Int32Array]];
  expect(cache.has(prompts, completions)).toBe(true);
  expect(cache.has([second, first, third], completions)).toBe(false);
  expect(cache.has([first], [[Int32Array.of(...sampled, 65)]])).toBe(false);
  const changed = sampled.slice();
  changed[3] = 127;
  expect(cache.has([first], [[changed]])).toBe(false);

  const packed = packBatch(prompts, completions);
  const cached = cache.lookup(one.weightsOf, packed, prompts, completions) as CachedActivations;
  expect(cache.lookup(other.weightsOf, packed, prompts, completions)).toBeNull();
  expect(rawTensorCount()).toBe(before);
  expect(() => cached.x(ops)).toThrow(/until its gradient is taken/);
  one.dispose();
  other.dispose();
  world.dispose();
});

test('cached activations are freed when sampling fails', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const merged = mergeAdapter(ops, world.model, world.adapter);
  const before = rawTensorCount();
  const cache = createActivationCache(world.model);
  let decoded = 0;
  const failing = {
    ...byteTokenizer,
    decode: (ids: Int32Array | readonly number[]) => {
      if (++decoded > 9) throw new Error('no such token');
      return byteTokenizer.decode(ids);
    },
  };
  const { weightsOf } = merged;
  expect(() =>
    cache.record(ops, { weights: weightsOf, temperature: 1 }, [bytes('one')], (keep) =>
      generateGroups(
        ops,
        world.model,
        weightsOf,
        failing,
        [bytes('one')],
        { ...sampling, stop: ['~'] },
        undefined,
        keep,
      ),
    ),
  ).toThrow('no such token');
  expect(rawTensorCount()).toBe(before);
  merged.dispose();
  world.dispose();
});

type Merged = ReturnType<typeof mergeAdapter>;

function record(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  cache: ActivationCache,
  prompts: readonly Int32Array[],
  asked: typeof sampling,
): Completions {
  const groups = cache.record(ops, { weights: weightsOf, temperature: asked.temperature }, prompts, (keep) =>
    generateGroups(ops, model, weightsOf, byteTokenizer, prompts, asked, undefined, keep),
  );
  return groups.map((group) => group.map(({ tokenIds }) => tokenIds));
}

/** Log-probs and expected head rows recorded in sampling are those that the hidden states lead to. */
function expectSampled(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  packed: PackedBatch,
  completions: Completions,
  { sampled }: CachedActivations,
) {
  const [logProbs, expectedRows, actual] = tf.tidy(() => {
    const states = ops.toTensor(hiddenStates(ops, model, weightsOf, packed));
    const some = tf.slice(states, 0, sampled.logProbs.length);
    const logits = tf.div(tf.matMul(some, model.head, false, true), sampled.temperature);
    const targets = tf.oneHot(
      [...completions.flat()].flatMap((ids) => [...ids]),
      model.config.vocabSize,
    );
    return [
      tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1).dataSync(),
      tf.matMul(tf.softmax(logits), model.head).dataSync(),
      ops.toTensor(sampled.expectedHeadRows(ops)).dataSync(),
    ];
  });
  expect(sampled.logProbs).toHaveLength(completions.flat().reduce((sum, ids) => sum + ids.length, 0));
  expect(actual).toHaveLength(expectedRows.length);
  sampled.logProbs.forEach((x, i) => {
    expect(Math.abs(x - (logProbs[i] as number))).toBeLessThan(1e-4);
  });
  const most = Math.max(...expectedRows.map(Math.abs));
  actual.forEach((x, i) => {
    expect(Math.abs(x - (expectedRows[i] as number))).toBeLessThan(1e-4 * most);
  });
}

/**
 * Counts how often the forward pass asks for the weights of a layer: the backward pass asks once for each.
 */
function countForward(weightsOf: WeightsOf) {
  let asked = 0;
  let layers = 0;
  return {
    weightsOf: (layer: number) => {
      asked += 1;
      layers = Math.max(layers, layer + 1);
      return weightsOf(layer);
    },
    forward: () => asked - layers,
  };
}

function worldOf(config: ModelConfig) {
  const model = tinyModel('recollection', config);
  const adapter = tinyAdapter(config, { rank: 2 }, 'recollection');
  const variables = [...adapterParameters(adapter).values()];
  return {
    model,
    adapter,
    /** The weighted sum of hidden states, and its gradient in each variable. */
    gradients: <T>(
      ops: TensorOps,
      weightsOf: WeightsOf,
      packed: PackedBatch,
      strategy: ActivationStrategy<T>,
    ) => {
      const { value, grads } = tf.variableGrads(
        () => weighted(loraHiddenStates(ops, model, adapter, weightsOf, packed, strategy)),
        variables,
      );
      const values = [value, ...Object.values(grads)].map((x) => [...x.dataSync()]);
      tf.dispose([value, ...Object.values(grads)]);
      return values;
    },
    dispose: () => {
      disposeAdapter(adapter);
      disposeCausalLm(model);
    },
  };
}
