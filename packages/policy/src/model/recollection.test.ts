/** Gradients from what sampling remembers, against those of a pass that computes all again. */
import { loadBackend, rawTensorCount, type TensorOps, tensorOps, tfjsOps } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adapterParameters, disposeAdapter } from '../lora/adapter.js';
import { DEFAULT_SAMPLING, generateGroups } from '../sampling/generate.js';
import {
  byteTokenizer,
  fromGraphs,
  TINY_CONFIG,
  TINY_LLAMA,
  tinyAdapter,
  tinyModel,
  weighted,
} from '../testing/tiny-model.js';
import type { ModelConfig } from '../weights/model-config.js';
import { type CausalLm, disposeCausalLm } from './causal-lm.js';
import { hiddenStates } from './forward.js';
import { type GroupLayout, layoutGroups } from './group-layout.js';
import { keepAll, startFrom, type TraceKeeping } from './kept-traces.js';
import { mergeAdapter, type WeightsOf } from './layer-weights.js';
import { loraHiddenStates } from './lora-hidden-states.js';
import { createRecollection, type KnownRows, type Recollection } from './recollection.js';

beforeAll(async () => {
  await loadBackend();
});

const bytes = byteTokenizer.encode;
const start = 'what all of these begin with ';
const PROMPTS = {
  'unequal prompts': ['one', 'and another one', 'three'].map(bytes),
  'prompts that begin alike, one of them twice': ['a', 'some', 'a', 'b'].map((end) => bytes(start + end)),
  'a single prompt': [bytes('alone')],
};
const sampling = { ...DEFAULT_SAMPLING, n: 4, temperature: 1, topP: 1, maxTokens: 12, seed: 3 };
const stop = [...'aeimptvAGLS58 '];

type Completions = readonly (readonly Int32Array[])[];
const tree = { ids: Int32Array.of(50, 51, 52), parents: Int32Array.of(-1, 0, 0) };
/** What is asked of what was written: which prompts, which of their completions, and what else follows them. */
const ASKED: Record<
  string,
  (all: Completions) => { order: number[]; branches: Parameters<typeof layoutGroups>[1][] }
> = {
  'all of them': (all) => ({ order: [...all.keys()], branches: [all] }),
  'in another order': (all) => ({
    order: [...all.keys()].reverse(),
    branches: [[...all].reverse().map((group) => [...group].reverse())],
  }),
  'one prompt': (all) => ({ order: [0], branches: [all.slice(0, 1)] }),
  'their beginnings': (all) => ({
    order: [...all.keys()],
    branches: [all.map((group) => group.map((ids, g) => ids.slice(0, 1 + (g % ids.length))))],
  }),
  'a tree beside': (all) => ({ order: [...all.keys()], branches: [all, tree] }),
  'other completions beside': (all) => ({
    order: [...all.keys()],
    branches: [all, all.map(() => [bytes('b'), bytes('cdef'), bytes('gh')]), all.map(() => [bytes('i')])],
  }),
  'single tokens beside': (all) => ({ order: [...all.keys()], branches: [all, all.map(() => [bytes('b')])] }),
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
        config === TINY_LLAMA && prompts === PROMPTS['unequal prompts'] ? [fromGraphs(tensorOps())] : [];
      for (const ops of new Set([tensorOps(), ...graphs, tfjsOps])) {
        const before = [tf.memory().numTensors, rawTensorCount()];
        const merged = mergeAdapter(ops, world.model, world.adapter);
        const recollection = createRecollection(world.model);
        const completions = record(ops, world.model, merged.weightsOf, recollection, prompts, asked);
        for (const choose of Object.values(ASKED)) {
          const { order, branches } = choose(completions);
          const some = order.map((p) => prompts[p] as Int32Array);
          const layout = layoutGroups(some, ...branches);
          const behind = branches.length > 1 ? layoutGroups(some, ...branches.slice(1)) : null;
          const known = recollection.knownRows(merged.weightsOf, layout, some, branches[0] as Completions);
          const counted = counting(merged.weightsOf);
          const from = startFrom(ops, world.model, counted.weightsOf, layout, known as KnownRows, behind);
          const actual = world.gradients(ops, counted.weightsOf, layout, from);
          const steps = (behind?.ids.length ?? 0) - (behind?.promptRows ?? 0);
          expect(counted.forward()).toBe(steps > 0 ? config.layers : 0);
          expectDrawn(
            ops,
            world.model,
            merged.weightsOf,
            layout,
            branches[0] as Completions,
            known as KnownRows,
          );
          const all = keepAll(ops, world.model, merged.weightsOf, layout);
          const expected = world.gradients(ops, merged.weightsOf, layout, all);
          expected.forEach((values, i) => {
            const most = Math.max(...values.map(Math.abs));
            values.forEach((value, j) => {
              expect(Math.abs(value - (actual[i]?.[j] as number))).toBeLessThan(1e-4 * most + 1e-7);
            });
          });
        }
        recollection.forget();
        merged.dispose();
        expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
      }
      world.dispose();
    });
  });
});

test('it holds what was written and what that begins with, behind the same prompt, by the same weights', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const [one, other] = [0, 1].map(() => mergeAdapter(ops, world.model, world.adapter)) as [Merged, Merged];
  const recollection = createRecollection(world.model);
  const before = rawTensorCount();
  const prompts = PROMPTS['unequal prompts'];
  const completions = record(ops, world.model, one.weightsOf, recollection, prompts, sampling);
  const [first, second, third] = prompts as [Int32Array, Int32Array, Int32Array];
  const [[written]] = completions as [[Int32Array]];
  expect(recollection.holds(prompts, completions)).toBe(true);
  expect(recollection.holds([second, first, third], completions)).toBe(false);
  expect(recollection.holds([first], [[Int32Array.of(...written, 65)]])).toBe(false);
  const changed = written.slice();
  changed[3] = 127;
  expect(recollection.holds([first], [[changed]])).toBe(false);

  const layout = layoutGroups(prompts, completions);
  const known = recollection.knownRows(one.weightsOf, layout, prompts, completions) as KnownRows;
  expect(recollection.knownRows(other.weightsOf, layout, prompts, completions)).toBeNull();
  expect(rawTensorCount()).toBe(before);
  expect(() => known.x(ops)).toThrow(/until its gradient is taken/);
  one.dispose();
  other.dispose();
  world.dispose();
});

test('what was kept is freed when sampling fails', () => {
  const world = worldOf(TINY_CONFIG);
  const ops = tensorOps();
  const merged = mergeAdapter(ops, world.model, world.adapter);
  const before = rawTensorCount();
  const recollection = createRecollection(world.model);
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
    recollection.record(ops, { weights: weightsOf, temperature: 1 }, [bytes('one')], (keep) =>
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
  recollection: Recollection,
  prompts: readonly Int32Array[],
  asked: typeof sampling,
): Completions {
  const groups = recollection.record(
    ops,
    { weights: weightsOf, temperature: asked.temperature },
    prompts,
    (keep) => generateGroups(ops, model, weightsOf, byteTokenizer, prompts, asked, undefined, keep),
  );
  return groups.map((group) => group.map(({ tokenIds }) => tokenIds));
}

/** What is known of how the first branch was drawn is what its states lead to. */
function expectDrawn(
  ops: TensorOps,
  model: CausalLm,
  weightsOf: WeightsOf,
  layout: GroupLayout,
  completions: Completions,
  { drawn }: KnownRows,
) {
  const [logProbs, means, actual] = tf.tidy(() => {
    const states = ops.toTensor(hiddenStates(ops, model, weightsOf, layout));
    const some = tf.slice(states, 0, drawn.logProbs.length);
    const logits = tf.div(tf.matMul(some, model.head, false, true), drawn.temperature);
    const targets = tf.oneHot(
      [...completions.flat()].flatMap((ids) => [...ids]),
      model.config.vocabSize,
    );
    return [
      tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1).dataSync(),
      tf.matMul(tf.softmax(logits), model.head).dataSync(),
      ops.toTensor(drawn.means(ops)).dataSync(),
    ];
  });
  expect(drawn.logProbs).toHaveLength(completions.flat().reduce((sum, ids) => sum + ids.length, 0));
  expect(actual).toHaveLength(means.length);
  drawn.logProbs.forEach((x, i) => {
    expect(Math.abs(x - (logProbs[i] as number))).toBeLessThan(1e-4);
  });
  const most = Math.max(...means.map(Math.abs));
  actual.forEach((x, i) => {
    expect(Math.abs(x - (means[i] as number))).toBeLessThan(1e-4 * most);
  });
}

/** How often the weights of a layer were asked for on the way forward: backwards they are asked for once each. */
function counting(weightsOf: WeightsOf) {
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
    /** Of the weighted states: the value, and the gradient in each variable. */
    gradients: <T>(ops: TensorOps, weightsOf: WeightsOf, layout: GroupLayout, keeping: TraceKeeping<T>) => {
      const { value, grads } = tf.variableGrads(
        () => weighted(loraHiddenStates(ops, model, adapter, weightsOf, layout, keeping)),
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
