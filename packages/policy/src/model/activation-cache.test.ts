/** Gradients from cached activations of sampling, against those of a full pass. */
import { rawTensorCount, tensorOps, tfjsOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adapterParameters, disposeAdapter } from '../lora/adapter.js';
import { mergeAdapter } from '../lora/merge-adapter.js';
import { generateGroups } from '../sampling/generate.js';
import { DEFAULT_SAMPLING } from '../sampling/sampling-options.js';
import {
  byteTokenizer,
  compiledOps,
  TINY_CONFIG,
  TINY_GEMMA,
  TINY_LLAMA,
  TINY_QWEN3,
  tinyAdapter,
  tinyModel,
  weighted,
} from '../testing/tiny-model.js';
import { recordActivations } from './activation-cache.js';
import { type ActivationStrategy, reuseActivations, storeActivations } from './activation-strategy.js';
import { disposeCausalLm } from './causal-lm.js';
import { hiddenStates } from './forward.js';
import { type CachedActivations, gatherActivations } from './gather-activations.js';
import type { WeightsOf } from './layer-weights.js';
import { loraHiddenStates } from './lora-hidden-states.js';
import type { ModelConfig } from './model-config.js';
import { type PackedBatch, packBatch } from './packed-batch.js';
import type { PassContext } from './pass-context.js';

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
  'the prompts in another order': (all) => ({
    order: [...all.keys()].reverse(),
    continuations: [[...all].reverse()],
  }),
  'one prompt': (all) => ({ order: [0], continuations: [all.slice(0, 1)] }),
  'the first of each group': (all) => ({
    order: [...all.keys()],
    continuations: [all.map((group) => group.slice(0, 2))],
  }),
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
  ['qwen3', TINY_QWEN3],
  ['gemma3', TINY_GEMMA],
  ['one layer', { ...TINY_LLAMA, layers: 1 }],
])('%s', (_, config) => {
  // The norms of queries and keys in heads of a few numbers magnify what 32-bit sums round away. Processors
  // without AVX-512 round otherwise: up to 1.2e-4 of a gradient's largest value was seen, 3.8e-4 of Qwen3's.
  const rounding = config === TINY_QWEN3 ? 1e-3 : 3e-4;
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
        const pass = { ops, model: world.model, weightsOf: merged.weightsOf };
        const { completions, activations } = record(pass, prompts, asked);
        for (const choose of Object.values(ASKED)) {
          const { order, continuations } = choose(completions);
          const some = order.map((p) => prompts[p] as Int32Array);
          const packed = packBatch(some, ...continuations);
          const others = continuations.length > 1 ? packBatch(some, ...continuations.slice(1)) : null;
          const cached = gatherActivations(config, { cache: activations, groups: order }, packed);
          const counted = countForward(merged.weightsOf);
          const from = { ...pass, weightsOf: counted.weightsOf };
          const reuse = reuseActivations(from, packed, cached, others);
          const actual = world.gradients(from, packed, reuse);
          const steps = (others?.ids.length ?? 0) - (others?.promptRows ?? 0);
          expect(counted.forward()).toBe(steps > 0 ? config.layers : 0);
          expectSampled(pass, packed, continuations[0] as Completions, cached);
          const expected = world.gradients(pass, packed, storeActivations(pass, packed));
          expected.forEach((values, i) => {
            const most = Math.max(...values.map(Math.abs));
            values.forEach((value, j) => {
              expect(Math.abs(value - (actual[i]?.[j] as number))).toBeLessThan(rounding * most + 1e-7);
            });
          });
        }
        activations.dispose();
        merged.dispose();
        expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
      }
      world.dispose();
    });
  });
});

test('disposed activations are refused, and dispose twice frees once', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const merged = mergeAdapter(ops, world.model, world.adapter);
  const before = rawTensorCount();
  const prompts = PROMPTS['unequal prompts'];
  const pass = { ops, model: world.model, weightsOf: merged.weightsOf };
  const { completions, activations } = record(pass, prompts, sampling);
  const packed = packBatch(prompts, completions);
  const cached = gatherActivations(TINY_CONFIG, { cache: activations, groups: [0, 1, 2] }, packed);
  activations.dispose();
  activations.dispose();
  expect(rawTensorCount()).toBe(before);
  expect(() => cached.x(ops)).toThrow(/until the gradient is taken/);
  merged.dispose();
  world.dispose();
});

test('cached activations are freed when sampling fails', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const merged = mergeAdapter(ops, world.model, world.adapter);
  const before = rawTensorCount();
  let decoded = 0;
  const failing = {
    ...byteTokenizer,
    decode: (ids: Int32Array | readonly number[]) => {
      if (++decoded > 9) throw new Error('no such token');
      return byteTokenizer.decode(ids);
    },
  };
  const pass = { ops, model: world.model, weightsOf: merged.weightsOf };
  expect(() =>
    recordActivations(pass, [bytes('one')], 1, (onActivations) =>
      generateGroups(pass, failing, [bytes('one')], {
        sampling: { ...sampling, stop: ['~'] },
        onActivations,
      }),
    ),
  ).toThrow('no such token');
  expect(rawTensorCount()).toBe(before);
  merged.dispose();
  world.dispose();
});

function record(pass: PassContext, prompts: readonly Int32Array[], sampling: typeof DEFAULT_SAMPLING) {
  const { groups, activations } = recordActivations(pass, prompts, sampling.temperature, (onActivations) =>
    generateGroups(pass, byteTokenizer, prompts, { sampling, onActivations }),
  );
  return { completions: groups.map((group) => group.map(({ tokenIds }) => tokenIds)), activations };
}

/** Log-probs and expected head rows recorded in sampling are those that the hidden states lead to. */
function expectSampled(
  pass: PassContext,
  packed: PackedBatch,
  completions: Completions,
  { sampled }: CachedActivations,
) {
  const { ops, model } = pass;
  const [logProbs, expectedRows, actual] = tf.tidy(() => {
    const states = ops.toTensor(hiddenStates(pass, packed));
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
    gradients: <T>(pass: PassContext, packed: PackedBatch, strategy: ActivationStrategy<T>) => {
      const { value, grads } = tf.variableGrads(
        () => weighted(loraHiddenStates(pass, adapter, packed, strategy)),
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
