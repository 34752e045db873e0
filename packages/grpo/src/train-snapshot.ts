import { EchoError } from '@echo/core';
import { adapterParameters, assignAdapter, type LoraAdapter, type Policy } from '@echo/policy';
import * as tf from '@tensorflow/tfjs-core';
import type { TrainState } from './train-state.js';

/** Numbers by name, outside the backend. */
export type TensorValues = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly data: Float32Array }
>;

/** A training state and its adapter as plain data, which outlives the step it was taken after. */
export interface TrainSnapshot extends Omit<TrainState, 'optimizer'> {
  readonly updates: number;
  readonly adapter: TensorValues;
  /** AdamW's moments of each parameter: `name.m` and `name.v`. */
  readonly moments: TensorValues;
}

/** The values of an adapter by their names in PEFT's files. */
export function adapterValues(adapter: LoraAdapter): TensorValues {
  return new Map([...adapterParameters(adapter)].map(([name, value]) => [name, valuesOf(value)]));
}

/** Copies a training state and the policy's adapter out of the backend. */
export function takeSnapshot(policy: Policy, { optimizer, ...state }: TrainState): TrainSnapshot {
  const moments = [...optimizer.moments].flatMap(([name, { m, v }]) => [
    [`${name}.m`, valuesOf(m)] as const,
    [`${name}.v`, valuesOf(v)] as const,
  ]);
  return {
    ...state,
    updates: optimizer.updates,
    adapter: adapterValues(policy.adapter),
    moments: new Map(moments),
  };
}

/**
 * Puts the adapter of a snapshot into the policy and returns its state; the caller frees the optimizer,
 * unless `train` is given it.
 *
 * `source` begins the sentence of a refusal. Throws `config-mismatch`, before anything has moved, for an
 * adapter of another shape.
 */
export function restoreTrainState(
  policy: Policy,
  snapshot: TrainSnapshot,
  source = 'The snapshot',
): TrainState {
  const { updates, adapter, moments, ...state } = snapshot;
  const parameters = adapterParameters(policy.adapter);
  const values = (name: string, shape: readonly number[]): Float32Array => {
    const found = moments.get(name);
    if (found && found.shape.join() === shape.join()) return found.data;
    throw new EchoError(
      'config-mismatch',
      `${source} lacks the moments ${name} of shape [${shape}]; it belongs to an adapter of another shape.`,
    );
  };
  for (const [name, { shape }] of parameters) for (const part of ['m', 'v']) values(`${name}.${part}`, shape);
  assignAdapter(policy.adapter, adapter);
  const restored = [...parameters].map(([name, { shape }]) => {
    const variable = (part: string) =>
      tf.tidy(() => tf.variable(tf.tensor(values(`${name}.${part}`, shape), [...shape]), false));
    return [name, { m: variable('m'), v: variable('v') }] as const;
  });
  return { ...state, optimizer: { updates, moments: new Map(restored) } };
}

const valuesOf = (value: tf.Tensor) => ({
  shape: value.shape,
  data: (value.dataSync() as Float32Array).slice(),
});
