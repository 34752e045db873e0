import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { floatToHalf, halfToFloat } from '../checkpoint/half.js';
import { adapterParameters, assignAdapter, createAdapter, disposeAdapter } from '../lora/adapter.js';
import { logProbsOf } from '../testing/log-probs-of.js';
import { TINY_CONFIG } from '../testing/tiny-model.js';
import { loadPolicy } from './load-policy.js';
import { readPeftFolder, writePeftFolder } from './peft-folder.js';
import { openSafetensors, readSafetensors, writeSafetensors } from './safetensors-file.js';

let folder: string;
beforeAll(async () => {
  await loadBackend();
  folder = await mkdtemp(join(tmpdir(), 'echo-peft-'));
});
afterAll(() => rm(folder, { recursive: true }));

const theirs = fileURLToPath(new URL('../../fixtures/tiny-llama/adapter', import.meta.url));

/** A copy of PEFT's own folder with some settings changed. */
async function changed(name: string, settings: object): Promise<string> {
  const copy = join(folder, name);
  await cp(theirs, copy, { recursive: true });
  const path = join(copy, 'adapter_config.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...settings }));
  return copy;
}

test('what PEFT saved is read', async () => {
  const { config, tensors, baseModel } = await readPeftFolder(theirs);
  expect(config).toMatchObject({ rank: 4, alpha: 8 });
  expect(config.targetModules.length).toBe(7);
  expect(tensors.size).toBe(2 * 2 * 7);
  expect(baseModel).toBe('tiny-llama');
  expect(tensors.get('base_model.model.model.layers.1.mlp.down_proj.lora_A.weight')?.shape).toEqual([4, 48]);
});

test('what we write is read back into another adapter, value for value, also over an older one', async () => {
  const first = createAdapter(TINY_CONFIG, { rank: 3, alpha: 5, targetModules: ['q_proj', 'down_proj'] }, 1);
  const second = createAdapter(TINY_CONFIG, { rank: 3, alpha: 5, targetModules: ['q_proj', 'down_proj'] }, 2);
  const path = join(folder, 'ours');
  await writePeftFolder(path, second, 'base');
  await writePeftFolder(path, first, 'base');
  expect((await readdir(path)).sort()).toEqual([
    'README.md',
    'adapter_config.json',
    'adapter_model.safetensors',
  ]);
  const stored = await readPeftFolder(path);
  expect(stored.config).toEqual({ rank: 3, alpha: 5, targetModules: ['q_proj', 'down_proj'] });
  assignAdapter(second, stored.tensors);
  const values = (adapter: typeof first) =>
    [...adapterParameters(adapter)].map(([name, v]) => [name, [...v.dataSync()]]);
  expect(values(second)).toEqual(values(first));
  disposeAdapter(first);
  disposeAdapter(second);
});

test('in F16 the values are the nearest halves, in half the bytes', async () => {
  const adapter = createAdapter(TINY_CONFIG, { rank: 2, targetModules: ['q_proj'] }, 1);
  const [whole, half] = [join(folder, 'whole'), join(folder, 'half')];
  await writePeftFolder(whole, adapter, 'base', { files: { 'note.txt': 'as it is' } });
  await writePeftFolder(half, adapter, 'base', { dtype: 'F16' });
  expect(await readFile(join(whole, 'note.txt'), 'utf8')).toBe('as it is');
  const { entries, close } = await openSafetensors(join(half, 'adapter_model.safetensors'));
  await close();
  expect([...entries.values()].map(({ dtype }) => dtype)).toEqual(Array(4).fill('F16'));
  const exact = (await readPeftFolder(whole)).tensors;
  for (const [name, { data }] of (await readPeftFolder(half)).tensors)
    expect([...data]).toEqual([...(exact.get(name)?.data ?? [])].map((x) => halfToFloat(floatToHalf(x))));
  disposeAdapter(adapter);
});

test('rank-stabilised scaling is folded into alpha', async () => {
  expect((await readPeftFolder(await changed('rslora', { use_rslora: true }))).config.alpha).toBe(16);
});

test.each([
  ['another method', { peft_type: 'IA3' }, 'unsupported', 'peft_type'],
  [
    'DoRA',
    { use_dora: true },
    'unsupported',
    '(use_dora: true) is a DoRA, whose magnitudes are not computed; ',
  ],
  ['trained biases', { bias: 'all' }, 'unsupported', '(bias: "all") trains biases of the base model; '],
  [
    'saved modules',
    { modules_to_save: ['lm_head'] },
    'unsupported',
    '(modules_to_save: ["lm_head"]) saves whole modules besides LoRA; ',
  ],
  ['LoRA biases', { lora_bias: true }, 'unsupported', 'lora_bias'],
  ['repeated layers', { layer_replication: [[0, 2]] }, 'unsupported', 'layer_replication'],
  ['another rank by pattern than the tensors', { rank_pattern: { q_proj: 8 } }, 'corrupt-file', 'rank 8'],
  ['a pattern that is none', { alpha_pattern: { '(': 8 } }, 'unsupported', '"("'],
  [
    'a layer without weights',
    { layers_to_transform: [0, 7] },
    'corrupt-file',
    'model.layers.7.self_attn.q_proj',
  ],
  ['another rank than the tensors', { r: 8 }, 'corrupt-file', 'rank 8'],
])('%s is refused', async (name, settings, code, words) => {
  await expect(readPeftFolder(await changed(name, settings))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
});

describe.each(['patterns', 'some-layers', 'by-expression'])('an adapter of PEFT: %s', (name) => {
  const own = fileURLToPath(new URL(`../../fixtures/peft/${name}`, import.meta.url));

  test('log-probs and gradients agree with PEFT to 1e-3 of the largest of each tensor', async () => {
    const expected = JSON.parse(await readFile(join(own, 'expected.json'), 'utf8')) as {
      readonly base: string;
      readonly prompt: number[];
      readonly completion: number[];
      readonly logProbs: number[];
      readonly gradients: Record<string, number[][]>;
    };
    const base = fileURLToPath(new URL(`../../fixtures/${expected.base}`, import.meta.url));
    const policy = await loadPolicy(base, { adapter: own });
    const batch = {
      prompts: [Int32Array.from(expected.prompt)],
      completions: [[Int32Array.from(expected.completion)]],
    };
    const actual = logProbsOf(policy, batch);
    actual.dataSync().forEach((x, i) => {
      expect(x).toBeCloseTo(expected.logProbs[i] as number, 4);
    });
    const { value, grads } = tf.variableGrads(() => tf.sum(logProbsOf(policy, batch)) as tf.Scalar);
    const parameters = adapterParameters(policy.adapter);
    expect([...parameters.keys()].sort()).toEqual(Object.keys(expected.gradients).sort());
    for (const [key, variable] of parameters) {
      const theirs = (expected.gradients[key] as number[][]).flat();
      const most = Math.max(...theirs.map(Math.abs));
      (grads[variable.name] as tf.Tensor).dataSync().forEach((x, i) => {
        expect(Math.abs(x - (theirs[i] as number))).toBeLessThan(1e-3 * most);
      });
    }
    tf.dispose([actual, value, ...Object.values(grads)]);
    policy.dispose();
  });

  test('it is written and read back the same', async () => {
    const { config, baseModel } = await readPeftFolder(own);
    const base = fileURLToPath(new URL(`../../fixtures/${baseModel}`, import.meta.url));
    const policy = await loadPolicy(base, { adapter: own });
    const path = join(folder, `again-${name}`);
    await writePeftFolder(path, policy.adapter, baseModel ?? '');
    const again = await readPeftFolder(path);
    expect(again.config).toEqual(config);
    expect([...again.tensors.keys()].sort()).toEqual([...adapterParameters(policy.adapter).keys()].sort());
    policy.dispose();
  });
});

test('an adapter of the last layers alone is written and read as one', async () => {
  const lora = { rank: 2, alpha: 4, targetModules: ['q_proj', 'down_proj'], numLayers: 1 } as const;
  const last = createAdapter(TINY_CONFIG, lora, 1);
  const path = join(folder, 'last');
  await writePeftFolder(path, last, 'base');
  const { config, tensors } = await readPeftFolder(path);
  const only = ['model.layers.1.self_attn.q_proj', 'model.layers.1.mlp.down_proj'];
  expect(last.config).toEqual({ rank: 2, alpha: 4, targetModules: ['q_proj', 'down_proj'], only });
  expect(new Set(config.only)).toEqual(new Set(only));
  const again = createAdapter(TINY_CONFIG, config, 2);
  assignAdapter(again, tensors);
  for (const adapter of [last, again]) disposeAdapter(adapter);
  for (const numLayers of [0, 1.5, 3])
    expect(() => createAdapter(TINY_CONFIG, { numLayers })).toThrow(
      `Expected the adapted layers to be a whole number from 1 to the 2 of this model, got ${numLayers}.`,
    );
});

test('modules that the model has not are refused by name', () => {
  for (const config of [
    { only: ['model.layers.9.self_attn.q_proj'] },
    { overrides: { 'model.layers.9.self_attn.q_proj': { rank: 1, alpha: 1 } } },
  ])
    expect(() => createAdapter(TINY_CONFIG, config)).toThrow(
      "Expected LoRA on target modules of the 2 layers of this model, got model.layers.9.self_attn.q_proj; use the adapter's own base model.",
    );
  expect(() => createAdapter(TINY_CONFIG, { only: [] })).toThrow('got none');
});

test('tensors by other names, which PEFT would silently ignore, are refused', async () => {
  const copy = await changed('names', {});
  const path = join(copy, 'adapter_model.safetensors');
  const tensors = [...(await readSafetensors(path))].map(
    ([name, tensor]) => [name.replace('base_model.model.', ''), tensor] as const,
  );
  await writeSafetensors(path, Object.fromEntries(tensors));
  await expect(readPeftFolder(copy)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('base_model.model.model.layers'),
  });
});

test('an adapter of another model or rank is refused before anything is changed', async () => {
  const adapter = createAdapter(TINY_CONFIG, { rank: 4 }, 1);
  const before = [...adapterParameters(adapter)].map(([, v]) => [...v.dataSync()]);
  const { tensors } = await readPeftFolder(theirs);
  expect(() => assignAdapter(adapter, tensors)).toThrow(/where \[4,24\] is needed/);
  expect(() =>
    assignAdapter(adapter, new Map([['stray', { shape: [1], data: new Float32Array(1) }]])),
  ).toThrow('stray');
  expect([...adapterParameters(adapter)].map(([, v]) => [...v.dataSync()])).toEqual(before);
  disposeAdapter(adapter);
});

test('a fresh adapter: B zero, A uniform within ±1/√in, another seed another A', () => {
  const adapter = createAdapter(TINY_CONFIG, { rank: 64, targetModules: ['gate_proj'] }, 1);
  const [{ a, b } = {}] = adapter.modules;
  const values = [...(a?.dataSync() ?? [])];
  const bound = 1 / Math.sqrt(TINY_CONFIG.hiddenSize);
  expect(b?.dataSync().every((x) => x === 0)).toBe(true);
  expect(values.every((x) => Math.abs(x) <= bound)).toBe(true);
  const variance = values.reduce((sum, x) => sum + x * x, 0) / values.length;
  expect(Math.abs(variance / (bound ** 2 / 3) - 1)).toBeLessThan(0.1);
  expect(() => createAdapter(TINY_CONFIG, { rank: 0 })).toThrow('at least 1');
  expect(() => createAdapter(TINY_CONFIG, { alpha: Number.NaN })).toThrow('alpha');
  expect(() => createAdapter(TINY_CONFIG, { targetModules: [] })).toThrow('got none');
  expect(() => createAdapter(TINY_CONFIG, { targetModules: ['query' as 'q_proj'] })).toThrow('got query');
  disposeAdapter(adapter);
});
