import { loadBackend } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { decodeStep, logitsOf } from '../sampling/decoder.js';
import { tinyModel } from '../testing/tiny-model.js';
import { disposeCausalLm } from './causal-lm.js';
import { forwardGroups } from './forward-groups.js';
import { layoutGroups, layoutPrompts } from './group-layout.js';
import { prefill } from './prefill.js';
import { projectBase } from './project.js';

beforeAll(async () => {
  await loadBackend();
});

const ids = (...values: number[]) => Int32Array.from(values);
const prompts = [ids(3, 1, 4), ids(1, 5, 9, 2, 6)];
const completions = [
  [ids(5, 3, 5), ids(8)],
  [ids(9, 7), ids(9, 3, 2, 3)],
];

/** Hidden states of each completion of the batch, [P·G·T, C], as rows. */
function hidden(batch: { prompts: Int32Array[]; completions: Int32Array[][] }): number[][] {
  const model = tinyModel();
  const rows = tf.tidy(
    () =>
      forwardGroups(
        model,
        projectBase(model),
        layoutGroups(batch.prompts, batch.completions),
      )[0]?.arraySync() as number[][],
  );
  disposeCausalLm(model);
  return rows;
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

test('neither padding nor company changes a completion: alone, in its group, among groups', () => {
  const together = hidden({ prompts, completions });
  prompts.forEach((prompt, p) => {
    completions[p]?.forEach((completion, g) => {
      const alone = hidden({ prompts: [prompt], completions: [[completion]] });
      alone.forEach((row, t) => {
        close(together[(p * 2 + g) * 4 + t], row);
      });
    });
  });
});

test('a completion seen as part of the prompt leads to the same state: the shared prefix is exact', () => {
  const [first] = hidden({ prompts: [ids(1, 5, 9, 2, 6, 9, 3)], completions: [[ids(2)]] });
  const rows = hidden({ prompts, completions });
  close(rows[3 * 4 + 2], first);
});

test('branches of other sizes and lengths do not see each other', () => {
  const others = [[ids(7)], [ids(2, 7, 1)]];
  const single = [[ids(4)], [ids(6)]];
  const model = tinyModel();
  const rows = tf.tidy(() =>
    forwardGroups(model, projectBase(model), layoutGroups(prompts, completions, single, others)).map(
      (states) => states.arraySync() as number[][],
    ),
  );
  disposeCausalLm(model);
  [completions, single, others].forEach((set, i) => {
    const alone = hidden({ prompts, completions: set });
    expect(rows[i]).toHaveLength(alone.length);
    alone.forEach((row, at) => {
      close(rows[i]?.[at], row);
    });
  });
});

test('decoding token by token gives the logits of the whole at once', () => {
  const model = tinyModel();
  const project = projectBase(model);
  const steps = ids(9, 3, 2, 3);
  const whole = tf.tidy(() => {
    const layout = layoutGroups(prompts, [
      [steps, steps],
      [steps, steps],
    ]);
    const states = forwardGroups(model, project, layout)[0] as tf.Tensor;
    return tf.matMul(states, model.head, false, true).arraySync() as number[][];
  });
  const prefilled = prefill(model, project, layoutPrompts(prompts));
  const first = tf.tidy(() => logitsOf(model, prefilled.last).arraySync() as number[][]);
  close(first[0], whole[0]);
  close(first[1], whole[2 * 4]);
  let own: ReturnType<typeof decodeStep>['own'] | null = null;
  for (let t = 0; t < 3; t++) {
    const token = steps[t] as number;
    const next: ReturnType<typeof decodeStep> = decodeStep(model, project, prefilled, own, {
      ids: ids(token, token, token, token),
      positions: ids(3 + t, 3 + t, 5 + t, 5 + t),
    });
    own = next.own;
    const rows = next.logits.arraySync() as number[][];
    rows.forEach((row, i) => {
      close(row, whole[i * 4 + t + 1]);
    });
  }
  disposeCausalLm(model);
});

test('a prompt must have tokens, groups one size, completions at least one token', () => {
  expect(() => layoutGroups([], [])).toThrow('at least one prompt');
  expect(() => layoutGroups([ids(1)], [[ids()]])).toThrow('at least one token');
  expect(() => layoutGroups([ids(1), ids(2)], [[ids(1)], [ids(1), ids(2)]])).toThrow('same size');
});
