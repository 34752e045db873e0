import { rawTensorCount, tensorOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import { createRng, type Prompt } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPolicy } from './create-policy.js';
import { groupLogProbs } from './group-log-probs.js';
import { adapterParameters } from './lora/adapter.js';
import { memoryBudget } from './memory/memory-budget.js';
import type { CachedGroups } from './model/activation-cache.js';
import { assembleCausalLm, disposeCausalLm, parameterShapes } from './model/causal-lm.js';
import { baseWeights } from './model/layer-weights.js';
import type { TokenBatch } from './model/token-batch.js';
import type { Policy, ScoreOptions } from './policy.js';
import { generateGroups } from './sampling/generate.js';
import { DEFAULT_SAMPLING } from './sampling/sampling-options.js';
import { logProbsOf } from './testing/log-probs-of.js';
import { byteTokenizer, TINY_CONFIG, tinyModel, weighted } from './testing/tiny-model.js';

beforeAll(async () => {
  await loadBackend();
});

const ask = (content: string): Prompt => [{ role: 'user', content }];
const prompts = [ask('one'), ask('and another one'), ask('three')];
const sampling = { n: 3, maxTokens: 7, temperature: 0.9, topP: 1, seed: 4 };

function klOf(policy: Policy, { prompts, completions }: TokenBatch, options?: ScoreOptions): tf.Tensor {
  const asked = [{ kind: 'log-probs', completions, klToReference: true }] as const;
  return policy.score(prompts, asked, options)[0].kl as tf.Tensor;
}

function policyOf(seed = 1): Policy {
  const policy = createPolicy(tinyModel(), byteTokenizer, { lora: { rank: 3, alpha: 16 }, seed });
  for (const [name, variable] of adapterParameters(policy.adapter)) {
    if (name.includes('lora_B'))
      tf.tidy(() =>
        variable.assign(tf.reshape(tf.mul(tf.sin(tf.range(0, variable.size)), 0.1), variable.shape)),
      );
  }
  return policy;
}

test('a fresh adapter changes nothing: policy and reference agree', () => {
  const policy = createPolicy(tinyModel(), byteTokenizer);
  const batch = {
    prompts: [policy.tokenizer.applyChatTemplate(ask('hi'))],
    completions: [[Int32Array.from([65, 66])]],
  };
  expect([...logProbsOf(policy, batch).dataSync()]).toEqual([
    ...logProbsOf(policy, batch, { byReference: true }).dataSync(),
  ]);
  policy.dispose();
});

test('KL to the base: none of a fresh adapter; else the sum over the whole vocabulary, and its gradient is that of the sum', () => {
  const fresh = createPolicy(tinyModel(), byteTokenizer);
  const policy = policyOf();
  const ids = prompts.map(policy.tokenizer.applyChatTemplate);
  const completions = [
    [Int32Array.from([65, 66]), Int32Array.from([70])],
    [Int32Array.from([67]), Int32Array.from([68, 69, 70])],
    [Int32Array.from([71]), Int32Array.from([72, 73])],
  ];
  const options = { temperature: 0.7 };
  const none = klOf(fresh, { prompts: ids, completions }, options);
  expect(Math.max(...none.dataSync().map(Math.abs))).toBeLessThan(1e-6);

  const candidates = Int32Array.from({ length: policy.config.vocabSize }, (_, i) => i);
  const logProbs = (of: Policy) =>
    tf.logSoftmax(of.score(ids, [{ kind: 'logits', completions, candidates }], options)[0].logits);
  const base = logProbs(fresh);
  const real = tf.notEqual(logProbsOf(policy, { prompts: ids, completions }), 0);
  const summed = () => {
    const p = logProbs(policy);
    const kl = tf.sum(tf.mul(tf.exp(p), tf.sub(p, base)), 2);
    return tf.mul(kl, tf.cast(real, 'float32'));
  };
  const ours = () => klOf(policy, { prompts: ids, completions }, options);
  const weighted = (kl: tf.Tensor) =>
    tf.sum(tf.mul(kl, tf.reshape(tf.range(1, kl.size + 1), kl.shape))) as tf.Scalar;
  const [actual, expected] = [ours, summed].map((kl) => tf.variableGrads(() => weighted(kl()))) as [
    ReturnType<typeof tf.variableGrads>,
    ReturnType<typeof tf.variableGrads>,
  ];
  expect(expected.value.dataSync()[0]).toBeGreaterThan(1e-3);
  expect(actual.value.dataSync()[0]).toBeCloseTo(expected.value.dataSync()[0] as number, 4);
  for (const [name, gradient] of Object.entries(expected.grads)) {
    const largest = Math.max(...gradient.dataSync().map(Math.abs));
    const apart = tf.max(tf.abs(tf.sub(gradient, actual.grads[name] as tf.Tensor))).dataSync()[0] as number;
    expect(apart).toBeLessThan(1e-3 * largest + 1e-7);
  }
  fresh.dispose();
  policy.dispose();
});

test('the reference is the base model until it is frozen, then the policy of that moment, whatever becomes of the adapter', () => {
  const policy = policyOf();
  const fresh = createPolicy(tinyModel(), byteTokenizer);
  const batch = {
    prompts: [policy.tokenizer.applyChatTemplate(ask('hi'))],
    completions: [[Int32Array.from([65, 66])]],
  };
  const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
  const before = numbers(logProbsOf(policy, batch));
  expect(numbers(logProbsOf(policy, batch, { byReference: true }))).toEqual(
    numbers(logProbsOf(fresh, batch)),
  );
  policy.freezeReference();
  expect(numbers(logProbsOf(policy, batch, { byReference: true }))).toEqual(before);
  for (const variable of adapterParameters(policy.adapter).values())
    tf.tidy(() => variable.assign(tf.mul(variable, 1.5)));
  expect(numbers(logProbsOf(policy, batch))).not.toEqual(before);
  expect(numbers(logProbsOf(policy, batch, { byReference: true }))).toEqual(before);
  const moved = klOf(policy, batch);
  policy.freezeReference();
  const none = klOf(policy, batch);
  expect(Math.min(...numbers(moved))).toBeGreaterThan(1e-5);
  expect(Math.max(...numbers(none).map(Math.abs))).toBeLessThan(1e-6);
  fresh.dispose();
  policy.dispose();
});

test.each([
  ['whatever the lengths', { ...sampling, stop: ['e'] }],
  ['also where the KV cache has grown and been compacted', { ...sampling, maxTokens: 80, stop: ['e', 'a'] }],
])('the log-probs recorded in sampling are those the loss computes, %s', async (_, options) => {
  const policy = policyOf();
  const groups = await policy.completeGroups(prompts, options);
  const batch = {
    prompts: prompts.map(policy.tokenizer.applyChatTemplate),
    completions: groups.map((g) => g.map((c) => c.tokenIds)),
  };
  const logProbs = logProbsOf(policy, batch, { temperature: 0.9 });
  const rows = logProbs.arraySync() as number[][];
  const lengths = groups.flat().map((c) => c.tokenIds.length);
  expect(new Set(lengths).size).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBe(options.maxTokens);
  groups.flat().forEach((completion, i) => {
    rows[i]?.forEach((value, t) => {
      expect(value).toBeCloseTo(completion.logProbs[t] ?? 0, 4);
    });
  });
  logProbs.dispose();
  policy.dispose();
});

test('samples depend on seed, prompt and index alone, not on the rest of the batch', async () => {
  const policy = policyOf();
  const together = await policy.completeGroups(prompts, sampling);
  const reversed = await policy.completeGroups([...prompts].reverse(), sampling);
  const alone = await policy.complete(prompts[1] as Prompt, { ...sampling, n: 2 });
  expect(reversed.map((g) => g.map((c) => c.text)).reverse()).toEqual(
    together.map((g) => g.map((c) => c.text)),
  );
  expect(alone.map((c) => c.text)).toEqual(together[1]?.slice(0, 2).map((c) => c.text));
  expect(new Set(together[1]?.map((c) => c.text)).size).toBeGreaterThan(1);
  const other = await policy.completeGroups(prompts, { ...sampling, seed: 5 });
  expect(other).not.toEqual(together);
  policy.dispose();
});

test('log-probs of a model assembled from variables are differentiable in each of them, in the layout of the checkpoint', () => {
  const weights = new Map(
    [...parameterShapes(TINY_CONFIG)].map(([name, shape]) => {
      const rng = createRng(name);
      const values = Float32Array.from(
        { length: shape.reduce((a, b) => a * b, 1) },
        () => rng.normal() * 0.3,
      );
      return [name, tf.variable(tf.tensor(values, [...shape]))];
    }),
  );
  const batch = { prompts: [Int32Array.of(3, 1, 4)], completions: [[Int32Array.of(65, 66)]] };
  const total = () => {
    const model = assembleCausalLm(TINY_CONFIG, (name) => tf.clone(weights.get(name) as tf.Variable));
    return tf.sum(groupLogProbs(model, batch)) as tf.Scalar;
  };
  const { value, grads } = tf.variableGrads(total, [...weights.values()]);
  for (const [name, variable] of weights) {
    const gradient = grads[variable.name] as tf.Tensor;
    expect(gradient.shape, name).toEqual(variable.shape);
    const length = tf.tidy(() => tf.norm(gradient).dataSync()[0] as number);
    if (name.endsWith('k_proj.bias')) continue; // it moves all scores of a query alike
    const before = variable.clone();
    tf.tidy(() => variable.assign(tf.add(before, tf.mul(gradient, 0.01 / length))));
    const rise = tf.tidy(() => tf.sub(total(), value).dataSync()[0] as number);
    variable.assign(before);
    expect(rise / (0.01 * length), name).toBeCloseTo(1, 0.5);
  }
});

test('where memory is short prompts are decoded in several batches: the same completions', () => {
  const model = tinyModel();
  const ops = tensorOps();
  const ids = [...prompts, ...prompts].map(byteTokenizer.applyChatTemplate);
  let passes = 0;
  const counted = (layer: number) => {
    passes += Number(layer === 0);
    return baseWeights(ops, model)(layer);
  };
  const within = (most: number) =>
    generateGroups({ ops, model, weightsOf: counted }, byteTokenizer, ids, {
      sampling: { ...DEFAULT_SAMPLING, ...sampling },
      onActivations: null,
      fits: ({ prompts }) => prompts <= most,
    }).map((group) => group.map(({ text }) => text));
  const together = within(ids.length);
  const passesTogether = passes;
  expect(within(1)).toEqual(together);
  expect(passes - passesTogether).toBeGreaterThan(2 * passesTogether);
  disposeCausalLm(model);
});

test('a pass that does not fit stores a tenth, and its gradient is the same', () => {
  const deep = { ...TINY_CONFIG, layers: 30 };
  const completions = [Array.from({ length: 400 }, (_, g) => new Int32Array(40).fill(g % 100))];
  const pass = (memory?: number) => {
    const options = { lora: { rank: 1 }, ...(memory && { memory }) };
    const policy = createPolicy(tinyModel(1, deep), byteTokenizer, options);
    const batch = { prompts: [policy.tokenizer.applyChatTemplate(ask('one'))], completions };
    let kept = 0;
    const { value, grads } = tf.variableGrads(() => {
      const before = tf.memory().numBytes;
      const logProbs = logProbsOf(policy, batch);
      kept = tf.memory().numBytes - before;
      return tf.sum(logProbs) as tf.Scalar;
    }, [...adapterParameters(policy.adapter).values()]);
    const gradients = Object.values(grads).map((gradient) => [...gradient.dataSync()]);
    tf.dispose([value, ...Object.values(grads)]);
    policy.dispose();
    return { kept, gradients };
  };
  const [free, tight] = [pass(), pass(1.6e9)];
  expect(tight.gradients).toEqual(free.gradients);
  expect(tight.kept).toBeLessThan(free.kept / 10);
});

test('where memory is short no projection is copied: the same completions and gradients', async () => {
  const wide = { ...TINY_CONFIG, hiddenSize: 512, intermediateSize: 4096, layers: 4 };
  const shapes = parameterShapes(wide);
  const waves = (name: string) => {
    const shape = shapes.get(name) as number[];
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tidy(() => tf.mul(0.05, tf.sin(tf.reshape(tf.range(name.length, name.length + size), shape))));
  };
  expect([memoryBudget(wide).merges, memoryBudget(wide, 1.8e9).merges]).toEqual([true, false]);
  const results = [];
  for (const memory of [undefined, 1.8e9]) {
    const policy = createPolicy(assembleCausalLm(wide, waves), byteTokenizer, { ...(memory && { memory }) });
    for (const variable of adapterParameters(policy.adapter).values())
      tf.tidy(() =>
        variable.assign(tf.add(variable, tf.randomUniform(variable.shape, 0, 0.01, 'float32', 7))),
      );
    policy.freezeReference();
    const groups = await policy.completeGroups(prompts, sampling);
    const completions = groups.map((group) => group.map(({ tokenIds }) => tokenIds));
    const batch = { prompts: prompts.map(policy.tokenizer.applyChatTemplate), completions };
    const byReference = tf.tidy(() => [...logProbsOf(policy, batch, { byReference: true }).dataSync()]);
    const { value, grads } = tf.variableGrads(
      () => tf.sum(logProbsOf(policy, batch)) as tf.Scalar,
      [...adapterParameters(policy.adapter).values()],
    );
    const gradients = Object.values(grads).flatMap((gradient) => [...gradient.dataSync()]);
    results.push({ completions, byReference, gradients });
    tf.dispose([value, ...Object.values(grads)]);
    policy.dispose();
  }
  const [merged, beside] = results as [(typeof results)[0], (typeof results)[0]];
  expect(beside.completions).toEqual(merged.completions);
  const largest = (values: readonly number[]) => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const apart = (a: readonly number[], b: readonly number[]) =>
    largest(a.map((x, i) => x - (b[i] as number))) / largest(a);
  expect(apart(merged.byReference, beside.byReference)).toBeLessThan(1e-4);
  expect(apart(merged.gradients, beside.gradients)).toBeLessThan(1e-4);
});

test('a pass fits when it leaves room for weights and runtime', () => {
  expect(() => createPolicy(tinyModel(), byteTokenizer, { memory: 1e8 })).toThrow(
    /^A memory of 0\.1 GB is too little/,
  );
  const policy = createPolicy(tinyModel(), byteTokenizer, { memory: 1.8e9 });
  const ids = policy.tokenizer.applyChatTemplate(ask('one'));
  const groupOf = (size: number) => Array.from({ length: size }, () => new Int32Array(40).fill(65));
  const batches = (size: number) =>
    policy.microBatches([ids, ids], [{ kind: 'log-probs', completions: [groupOf(size), groupOf(size)] }]);
  expect(batches(10).map(({ indices }) => indices)).toEqual([[0, 1]]);
  expect(batches(10_000).map(({ indices }) => indices)).toEqual([[0], [1]]);
  policy.dispose();
});

const unequal = { ...sampling, n: 6, stop: [...'aeimptvAGLS58 '], maxTokens: 12 };

test('an update reuses kept activations where it can, and they are freed', async () => {
  const before = [tf.memory().numTensors, rawTensorCount()];
  const deep = { ...TINY_CONFIG, layers: 20 };
  const policy = createPolicy(tinyModel(1, deep), byteTokenizer, { lora: { rank: 1 } });
  const ids = prompts.map(policy.tokenizer.applyChatTemplate);
  await policy.completeGroups(prompts, { maxTokens: 1 });
  const held = [tf.memory().numTensors, rawTensorCount()];
  const sample = async () => {
    const { groups, activations } = await policy.sample(prompts, { ...unequal, keepActivations: true });
    if (!activations) throw new Error('Expected activations.');
    const completions = groups.map((group) => group.map(({ tokenIds }) => tokenIds));
    return { completions, activations, all: { cache: activations, groups: [0, 1, 2] } };
  };
  const first = await sample();
  const variables = [...adapterParameters(policy.adapter).values()];
  /** Bytes stored from a forward pass to its backward pass. */
  const kept = (batch: TokenBatch, activations?: CachedGroups) => {
    let bytes = 0;
    const { value, grads } = tf.variableGrads(() => {
      const before = tf.memory().numBytes;
      const logProbs = logProbsOf(policy, batch, activations && { activations });
      bytes = tf.memory().numBytes - before;
      return tf.sum(logProbs) as tf.Scalar;
    }, variables);
    tf.dispose([value, ...Object.values(grads)]);
    return bytes;
  };
  const batch = { prompts: ids, completions: first.completions };
  const once = kept(batch, first.all);
  expect(kept(batch)).toBeGreaterThan(10 * once);
  const last = { prompts: ids.slice(2), completions: first.completions.slice(2) };
  expect(kept(last, { cache: first.activations, groups: [2] })).toBeLessThan(once);
  expect(kept(batch, first.all)).toBe(once);

  const variable = variables.at(-1) as tf.Variable;
  tf.tidy(() => variable.assign(tf.add(variable, 1)));
  const second = await sample();
  expect(kept({ ...batch, completions: second.completions }, second.all)).toBeLessThan(2 * once);
  for (const { activations } of [first, second, second]) activations.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  policy.freezeReference();
  policy.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
});

test('activations of other completions, of another adapter, or disposed ones are refused', async () => {
  const policy = policyOf();
  const { groups, activations } = await policy.sample(prompts, { ...unequal, keepActivations: true });
  if (!activations) throw new Error('Expected activations.');
  const ids = prompts.map(policy.tokenizer.applyChatTemplate);
  const completions = groups.map((group) => group.map(({ tokenIds }) => tokenIds));
  const score = (batch: Partial<TokenBatch>, groups = [0, 1, 2]) => {
    const all = { prompts: ids, completions, ...batch };
    return () => logProbsOf(policy, all, { activations: { cache: activations, groups } }).dispose();
  };
  expect(score({})).not.toThrow();
  const others = completions.map((group) => group.map((tokenIds) => tokenIds.map(() => 65)));
  const longer = completions.map((group) => group.map((tokenIds) => Int32Array.of(...tokenIds, 65)));
  const tree = { ids: Int32Array.of(50), parents: Int32Array.of(-1) };
  const asTree = [{ kind: 'tree-logits', tree, candidates: Int32Array.of(48) }] as const;
  const reused = { activations: { cache: activations, groups: [0, 1, 2] } };
  expect(() => policy.score(ids, asTree, reused)).toThrow(/^Expected the prompts and completions/);
  for (const asked of [score({ completions: others }), score({ completions: longer }), score({}, [0, 2, 1])])
    expect(asked).toThrow(/^Expected the prompts and completions that these activations were kept from/);
  const variable = policy.adapter.modules[0]?.b as tf.Variable;
  tf.tidy(() => variable.assign(tf.add(variable, 1)));
  expect(score({})).toThrow(/^The adapter has changed since/);
  activations.dispose();
  expect(score({})).toThrow(/^Expected the activations of sampling to be kept until/);
  policy.dispose();
});

describe.each([1, 0.7, 0])('completions sampled at temperature %d with activations kept', (temperature) => {
  const tree = {
    kind: 'tree-logits',
    tree: { ids: Int32Array.of(50, 51), parents: Int32Array.of(-1, 0) },
    candidates: Int32Array.of(48, 49),
  } as const;
  test.each([
    ['at that temperature', temperature || 1, false],
    ['at another', 1.3, false],
    ['with a KL', temperature || 1, true],
    ['with a KL at another', 1.3, true],
  ])('%s: the values and gradients of a full pass', async (_, asked, klToReference) => {
    const before = [tf.memory().numTensors, rawTensorCount()];
    const policy = policyOf();
    const variables = [...adapterParameters(policy.adapter).values()];
    const ids = prompts.map(policy.tokenizer.applyChatTemplate);
    const { groups, activations } = await policy.sample(prompts, {
      ...unequal,
      temperature,
      keepActivations: true,
    });
    const completions = groups.map((group) => group.map(({ tokenIds }) => tokenIds));
    const scored = (activations?: CachedGroups) => {
      let values: number[][] = [];
      const { value, grads } = tf.variableGrads(() => {
        const [{ logProbs, kl }, { logits }] = policy.score(
          ids,
          [{ kind: 'log-probs', completions, klToReference }, tree],
          { temperature: asked, ...(activations && { activations }) },
        );
        const all = [logProbs, ...(kl ? [kl] : []), logits];
        values = all.map((x) => [...x.dataSync()]);
        return tf.addN(all.map((x) => weighted(x))) as tf.Scalar;
      }, variables);
      const gradients = Object.values(grads).map((gradient) => [...gradient.dataSync()]);
      tf.dispose([value, ...Object.values(grads)]);
      return { values, gradients };
    };
    if (!activations) throw new Error('Expected activations.');
    const reused = scored({ cache: activations, groups: [0, 1, 2] });
    activations.dispose();
    const full = scored();
    const sampledLogProbs = new Set(groups.flat().flatMap(({ logProbs }) => [...logProbs]));
    const recorded = reused.values[0]?.every((x) => x === 0 || sampledLogProbs.has(x));
    expect(recorded).toBe(asked === (temperature || 1));
    const both = [
      [reused.values, full.values],
      [reused.gradients, full.gradients],
    ] as const;
    for (const [actual, expected] of both)
      expected.forEach((numbers, i) => {
        const most = Math.max(...numbers.map(Math.abs));
        numbers.forEach((x, j) => {
          expect(Math.abs(x - (actual[i]?.[j] as number))).toBeLessThan(1e-4 * most + 1e-6);
        });
      });
    policy.dispose();
    expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
  });
});

test('where memory is short no activations are kept', async () => {
  const policy = createPolicy(tinyModel(1, { ...TINY_CONFIG, layers: 30 }), byteTokenizer, { memory: 1.6e9 });
  await policy.complete(ask('one'), { maxTokens: 1 });
  const held = [tf.memory().numTensors, rawTensorCount()];
  const few = await policy.sample(prompts, { ...sampling, keepActivations: true });
  expect([tf.memory().numTensors, rawTensorCount()]).not.toEqual(held);
  few.activations?.dispose();
  // What fits is decided by the longest completions there could be; these stop at the first character.
  const stop = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const many = { n: 400, maxTokens: 100, temperature: 1, stop, keepActivations: true };
  expect((await policy.sample([ask('one')], many)).activations).toBeNull();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  policy.dispose();
});

test('a prompt given twice is not answered with the same completions again', async () => {
  const policy = policyOf();
  const [first, second] = await policy.completeGroups([ask('one'), ask('one')], sampling);
  const [alone] = await policy.completeGroups([ask('one')], { ...sampling, n: 6 });
  const texts = (group: readonly { text: string }[] = []) => group.map((c) => c.text);
  expect([...texts(first), ...texts(second)]).toEqual(texts(alone));
  policy.dispose();
});

test('a completion ends at a stop string, at an end token, or at the limit', async () => {
  const policy = policyOf();
  const groups = await policy.completeGroups(prompts, {
    ...sampling,
    n: 40,
    maxTokens: 30,
    stop: ['ab', '!'],
  });
  const all = groups.flat();
  for (const { text, finishReason, tokenIds } of all) {
    const ended = tokenIds.at(-1) === 129;
    expect(text.slice(0, -1)).not.toMatch(/!|ab/);
    if (finishReason === 'length') expect(tokenIds.length).toBe(30);
    else expect(ended || /(!|ab)$/.test(text)).toBe(true);
  }
  expect(new Set(all.map((c) => c.finishReason))).toEqual(new Set(['stop', 'length']));
  policy.dispose();
});

test('the log-likelihood of a text is that of its tokens, one after another', async () => {
  const policy = policyOf();
  const texts = ['a', 'ab', 'cd'];
  const [a, ab, cd] = (await policy.logLikelihoods(ask('x'), texts)) as [number, number, number];
  const [afterA] = (await policy.logLikelihoods(ask('xa'), ['b'])) as [number];
  expect(ab).toBeCloseTo(a + afterA, 4);
  const ids = [policy.tokenizer.applyChatTemplate(ask('x'))];
  const logProbs = logProbsOf(policy, { prompts: ids, completions: [[policy.tokenizer.encode('cd')]] });
  expect(cd).toBeCloseTo(tf.sum(logProbs).dataSync()[0] as number, 4);
  await expect(policy.logLikelihoods(ask('x'), [''])).rejects.toThrow('at least one token');
  policy.dispose();
});

test('greedy takes the likeliest token every time', async () => {
  const policy = policyOf();
  const [group] = await policy.completeGroups([ask('x')], { n: 2, temperature: 0, maxTokens: 5 });
  expect(group?.[0]?.text).toBe(group?.[1]?.text);
  policy.dispose();
});

test('nothing leaks: sampling, log-probs and their gradient free all tensors but their results', async () => {
  const before = [tf.memory().numTensors, rawTensorCount()];
  const policy = policyOf();
  policy.freezeReference();
  policy.freezeReference();
  await policy.complete(ask('the adapter is merged once'), { maxTokens: 1 });
  logProbsOf(
    policy,
    { prompts: [Int32Array.of(65)], completions: [[Int32Array.of(66)]] },
    { byReference: true },
  ).dispose();
  const held = [tf.memory().numTensors, rawTensorCount()];
  const groups = await policy.completeGroups(prompts, sampling);
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  const batch = {
    prompts: prompts.map(policy.tokenizer.applyChatTemplate),
    completions: groups.map((g) => g.map((c) => c.tokenIds)),
  };
  logProbsOf(policy, batch).dispose();
  logProbsOf(policy, batch, { byReference: true }).dispose();
  const far = tf.variableGrads(() => tf.sum(klOf(policy, batch)));
  tf.dispose([far.value, ...Object.values(far.grads)]);
  const { value, grads } = tf.variableGrads(() => tf.sum(logProbsOf(policy, batch)));
  tf.dispose([value, ...Object.values(grads)]);
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(held);
  policy.dispose();
  expect([tf.memory().numTensors, rawTensorCount()]).toEqual(before);
});

test.each([
  [{ n: 0 }, '`n`'],
  [{ temperature: -1 }, '`temperature`'],
  [{ temperature: Number.NaN }, '`temperature`'],
  [{ topP: 0 }, '`topP`'],
  [{ topP: 1.1 }, '`topP`'],
  [{ topK: 1.5 }, '`topK`'],
  [{ maxTokens: 0 }, '`maxTokens`'],
  [{ maxTokens: 1000 }, 'positions'],
])('sampling with %o is refused', async (options, name) => {
  const policy = policyOf();
  await expect(policy.complete(ask('x'), options)).rejects.toThrow(name);
  policy.dispose();
});
