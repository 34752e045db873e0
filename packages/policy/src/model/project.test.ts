import { loadBackend } from '@echo/backend';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { createAdapter, disposeAdapter, loraOf } from '../lora/adapter.js';
import { tinyModel } from '../testing/tiny-model.js';
import { disposeCausalLm, type Projection, projectionShape } from './causal-lm.js';
import { projectBase, projectLora, projectMerged } from './project.js';

beforeAll(async () => {
  await loadBackend();
});

const PROJECTION: Projection = 'gate_proj';

test.each([1, 64])('rank %d: value as of the merged weight, gradients as of the definition', (rank) => {
  const model = tinyModel();
  const adapter = createAdapter(model.config, { rank, alpha: 2 * rank }, 'project');
  const [out, input] = projectionShape(model.config, PROJECTION);
  const module = loraOf(adapter, 0, PROJECTION);
  if (!module) throw new Error('not adapted');
  const { a, b } = module;
  tf.tidy(() => b.assign(tf.randomNormal([out, rank], 0, 1, 'float32', 7)));
  const merged = projectMerged(model, adapter);
  const worst = tf.tidy(() => {
    const x = tf.randomNormal([5, input], 0, 1, 'float32', 3);
    const dy = tf.randomNormal([5, out], 0, 1, 'float32', 5);
    const project = projectLora(model, adapter);
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.mul(project(0, PROJECTION, x), dy)) as tf.Scalar,
      [a, b],
    );
    const expected = {
      a: tf.mul(tf.matMul(tf.matMul(b, dy, true, true), x), adapter.scale),
      b: tf.mul(tf.matMul(dy, tf.matMul(x, a, false, true), true), adapter.scale),
    };
    const apart = (u: tf.Tensor, v: tf.Tensor) =>
      tf.div(tf.max(tf.abs(tf.sub(u, v))), tf.max(tf.abs(v))).dataSync()[0] as number;
    expect(apart(project(0, PROJECTION, x), projectBase(model)(0, PROJECTION, x))).toBeGreaterThan(0.1);
    return Math.max(
      apart(project(0, PROJECTION, x), merged.project(0, PROJECTION, x)),
      apart(grads[a.name] as tf.Tensor, expected.a),
      apart(grads[b.name] as tf.Tensor, expected.b),
    );
  });
  expect(worst).toBeLessThan(1e-5);
  merged.dispose();
  disposeAdapter(adapter);
  disposeCausalLm(model);
});
