import { type RawTensor, tensorOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import { beforeAll, expect, test } from 'vitest';
import { createDecoder } from '../sampling/decoder.js';
import { compactCache, type KvCache } from '../sampling/kv-cache.js';
import { compiledOps, TINY_CONFIG, TINY_GEMMA, TINY_QWEN3, tinyModel } from '../testing/tiny-model.js';
import { type CausalLm, disposeCausalLm } from './causal-lm.js';
import { finalNorm, hiddenStates } from './forward.js';
import { baseWeights } from './layer-weights.js';
import { type PackedBatch, packBatch, packPrompts } from './packed-batch.js';

beforeAll(async () => {
  await loadBackend();
});

const ids = (...values: number[]) => Int32Array.from(values);
const prompts = [ids(3, 1, 4), ids(1, 5, 9, 2, 6)];
const beginning = [2, 7, 1, 8, 2, 8, 1, 8];
const alike = prompts.map((prompt) => ids(...beginning, ...prompt));
const completions = [
  [ids(5, 3, 5), ids(8)],
  [ids(9, 7), ids(9, 3, 2, 3)],
];

const rowsOf = (tensor: RawTensor): number[][] => {
  const width = tensor.shape[1] as number;
  const values = tensorOps().read(tensor);
  return Array.from({ length: values.length / width }, (_, i) => [
    ...values.subarray(i * width, (i + 1) * width),
  ]);
};

function statesOf(model: CausalLm, packed: PackedBatch): number[][] {
  const ops = tensorOps();
  let rows: number[][] = [];
  ops.scope(() => {
    rows = rowsOf(hiddenStates({ ops, model, weightsOf: baseWeights(ops, model) }, packed));
  });
  return rows;
}

/** Hidden states of each token of each completion, one list a completion. */
function hidden(prompts: Int32Array[], ...sets: Int32Array[][][]): number[][][] {
  const model = tinyModel();
  const rows = statesOf(model, packBatch(prompts, ...sets));
  disposeCausalLm(model);
  return sets.flat(2).map((completion) => rows.splice(0, completion.length));
}

function close(
  actual: readonly number[] | undefined,
  expected: readonly number[] | undefined,
  tolerance = 1e-4,
): void {
  expect(actual?.length).toBe(expected?.length);
  actual?.forEach((x, i) => {
    expect(Math.abs(x - (expected?.[i] as number))).toBeLessThan(tolerance);
  });
}

/** Prompts of each kind for each architecture; the windows of Gemma's local layers are shorter than them. */
const BY_ARCHITECTURE = [TINY_CONFIG, TINY_QWEN3, TINY_GEMMA].flatMap((config) => [
  { config, kind: 'prompts of their own', prompts },
  { config, kind: 'prompts that begin alike', prompts: alike },
]);

test.each(BY_ARCHITECTURE)(
  '$config.architecture, $kind: each node of a tree has the state of a completion along its path, also beside completions',
  ({ config, prompts }) => {
    const tree = { ids: ids(5, 3, 8, 6, 9), parents: Int32Array.of(-1, 0, 0, -1, 2) };
    const ways = [ids(5), ids(5, 3), ids(5, 8), ids(6), ids(5, 8, 9)];
    const model = tinyModel(1, config);
    const rows = statesOf(model, packBatch(prompts, completions, tree)).slice(
      completions.flat().reduce((total, completion) => total + completion.length, 0),
    );
    prompts.forEach((prompt, p) => {
      const nodes = rows.slice(p * 6, (p + 1) * 6);
      expect(nodes).toHaveLength(6);
      ways.forEach((way, node) => {
        const alone = statesOf(model, packBatch([prompt], [[Int32Array.of(...way, 0)]]));
        close(nodes[0], alone[0]);
        close(nodes[1 + node], alone.at(-1));
      });
    });
    disposeCausalLm(model);
  },
);

test.each(BY_ARCHITECTURE)(
  '$config.architecture, $kind: each node of trees of their own has the state of a completion along its path',
  ({ config, prompts }) => {
    const small = { ids: ids(4, 4), parents: Int32Array.of(-1, 0) };
    const deep = { ids: ids(8, 1, 2, 9, 9, 3), parents: Int32Array.of(-1, 0, 1, 1, -1, 3) };
    const trees = prompts.map((_, p) => (p % 2 === 0 ? [small, deep] : [deep, small]));
    const ways = new Map([
      [small, [ids(4), ids(4, 4)]],
      [deep, [ids(8), ids(8, 1), ids(8, 1, 2), ids(8, 1, 9), ids(9), ids(8, 1, 9, 3)]],
    ]);
    const model = tinyModel(1, config);
    const rows = statesOf(model, packBatch(prompts, completions, trees)).slice(
      completions.flat().reduce((total, completion) => total + completion.length, 0),
    );
    prompts.forEach((prompt, p) => {
      for (const tree of trees[p] ?? []) {
        const nodes = rows.splice(0, 1 + tree.ids.length);
        close(nodes[0], statesOf(model, packBatch([prompt], [[ids(0)]]))[0]);
        ways.get(tree)?.forEach((way, node) => {
          close(nodes[1 + node], statesOf(model, packBatch([prompt], [[Int32Array.of(...way, 0)]])).at(-1));
        });
      }
    });
    expect(rows).toEqual([]);
    disposeCausalLm(model);
  },
);

test.each([
  ['prompts of their own', prompts],
  ['prompts that begin alike', alike],
])(
  '%s: neither padding nor the rest of a batch changes a completion: alone, in its group, among groups',
  (_, prompts) => {
    const together = hidden(prompts, completions);
    prompts.forEach((prompt, p) => {
      completions[p]?.forEach((completion, g) => {
        const [alone] = hidden([prompt], [[completion]]);
        alone?.forEach((row, t) => {
          close(together[p * 2 + g]?.[t], row);
        });
      });
    });
  },
);

test('a completion seen as part of the prompt leads to the same state: the shared prefix is exact', () => {
  const [first] = hidden([ids(1, 5, 9, 2, 6, 9, 3)], [[ids(2)]]);
  close(hidden(prompts, completions)[3]?.[2], first?.[0]);
});

test('continuations of other sizes and lengths do not see each other', () => {
  const others = [[ids(7)], [ids(2, 7, 1)]];
  const single = [[ids(4)], [ids(6)]];
  const together = hidden(prompts, completions, single, others);
  const alone = [completions, single, others].flatMap((set) => hidden(prompts, set));
  expect(together.length).toBe(alone.length);
  alone.forEach((rows, i) => {
    expect(together[i]?.length).toBe(rows.length);
    rows.forEach((row, t) => {
      close(together[i]?.[t], row);
    });
  });
});

test('the prefix that prompts share is computed once', () => {
  const { ids: rows, shared } = packPrompts(alike);
  expect(shared).toBe(beginning.length);
  expect([...rows]).toEqual([...beginning, ...prompts.flatMap((prompt) => [...prompt])]);
});

test('of equal prompts the last token is each one’s own, and a short shared prefix is not packed separately', () => {
  expect(packPrompts([ids(...beginning, 3), ids(...beginning, 3)]).shared).toBe(beginning.length);
  expect(packPrompts([ids(...beginning), ids(...beginning)]).shared).toBe(0);
  expect(packPrompts([ids(...beginning, 3)]).shared).toBe(0);
});

test.each(BY_ARCHITECTURE)(
  '$config.architecture, $kind: decoding token by token gives the logits of one forward pass, also after compaction',
  ({ config, prompts }) => {
    const ops = tensorOps();
    const model = tinyModel(1, config);
    const weightsOf = baseWeights(ops, model);
    const steps = ids(9, 3, 2, 3);
    const logits = (rows: number[][]) => {
      const head = model.head.arraySync() as number[][];
      return rows.map((row) =>
        head.map((column) => column.reduce((sum, w, i) => sum + w * (row[i] as number), 0)),
      );
    };
    const whole = [0, 1].map((p) =>
      logits(statesOf(model, packBatch([prompts[p] as Int32Array], [[steps]]))),
    );
    ops.scope(() => {
      const decoder = createDecoder({ ops, model, weightsOf });
      const start = decoder.prefill(packPrompts(prompts), 2);
      rowsOf(start.logits).forEach((row, p) => {
        close(row, whole[p]?.[0]);
      });
      let cache: KvCache = start.cache;
      const active = [
        [0, 1, 2, 3],
        [0, 3],
        [0, 1],
      ];
      const promptsOf = [
        [0, 0, 1, 1],
        [0, 1],
        [0, 1],
      ];
      active.forEach((cacheRows, t) => {
        if (t === 2) cache = compactCache(ops, cache, model.config.keyValueHeads, [[0], [3]]);
        const of = promptsOf[t] as number[];
        const next = decoder.step(cache, {
          ids: ids(...cacheRows.map(() => steps[t] as number)),
          positions: ids(...of.map((p) => (prompts[p] as Int32Array).length + t)),
          cacheRows,
        });
        cache = next.cache;
        rowsOf(next.logits).forEach((row, i) => {
          close(row, whole[of[i] as number]?.[t + 1]);
        });
      });
    });
    disposeCausalLm(model);
  },
);

test('decoding by the graph of a layer: varying lengths, rows and prompts', () => {
  const ops = compiledOps(tensorOps());
  const model = tinyModel();
  const weightsOf = baseWeights(ops, model);
  const steps = Int32Array.from({ length: 12 }, (_, i) => 3 + 7 * i);
  const whole = prompts.map((prompt) => statesOf(model, packBatch([prompt], [[steps]])));
  ops.scope(() => {
    const decoder = createDecoder({ ops, model, weightsOf }, true);
    let cache: KvCache = decoder.prefill(packPrompts(prompts), 2).cache;
    const cacheRowsAt = (t: number) => (t < 3 ? [0, 1, 2, 3] : t < 6 ? [1, 2, 3] : t < 9 ? [0, 1] : [0]);
    for (let t = 0; t < 11; t++) {
      const alone = t >= 9;
      if (t === 6) cache = compactCache(ops, cache, model.config.keyValueHeads, [[1], [3]]);
      if (alone && t === 9) cache = compactCache(ops, cache, model.config.keyValueHeads, [[1]]);
      const cacheRows = cacheRowsAt(t);
      const promptOf = (cacheRow: number) => (alone ? 1 : t < 6 ? Math.floor(cacheRow / 2) : cacheRow);
      const next = decoder.step(cache, {
        ids: ids(...cacheRows.map(() => steps[t] as number)),
        positions: ids(
          ...cacheRows.map((cacheRow) => (prompts[promptOf(cacheRow)] as Int32Array).length + t),
        ),
        cacheRows,
      });
      cache = next.cache;
      const states = rowsOf(finalNorm(ops, model, next.activations?.x as RawTensor));
      states.forEach((row, i) => {
        close(row, whole[promptOf(cacheRows[i] as number)]?.[t + 1]);
      });
    }
  });
  disposeCausalLm(model);
});

test('a prompt must have tokens, groups one size, completions at least one token', () => {
  const loop = { ids: ids(1, 2), parents: Int32Array.of(1, -1) };
  expect(() => packBatch([ids(1)], loop)).toThrow('Expected node 0 of a tree to come after its parent 1.');
  expect(() => packBatch([ids(1)], { ids: ids(1, 2), parents: Int32Array.of(-1) })).toThrow(
    'Expected one parent for each of the 2 tokens of a tree, got 1.',
  );
  expect(() => packBatch([], [])).toThrow('at least one prompt');
  expect(() => packBatch([ids(1)], [[ids()]])).toThrow('at least one token');
  expect(() => packBatch([ids(1), ids(2)], [[ids(1)], [ids(1), ids(2)]])).toThrow('same size');
});
