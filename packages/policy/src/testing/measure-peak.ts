/**
 * Prints the estimated peak of one pass and the bytes the process took for it, as JSON.
 *
 * Usage: measure-peak.ts stored | recomputed | decoding
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tensorOps } from '@echo/compute';
import { loadBackend } from '@echo/compute/node';
import * as tf from '@tensorflow/tfjs-core';
import { adapterParameters, createAdapter } from '../lora/adapter.js';
import { mergeAdapter } from '../lora/merge-adapter.js';
import { backwardPeakBytes, decodePeakBytes } from '../memory/memory-estimate.js';
import {
  type ActivationStrategy,
  recomputeActivations,
  storeActivations,
} from '../model/activation-strategy.js';
import { loraHiddenStates } from '../model/lora-hidden-states.js';
import { packBatch } from '../model/packed-batch.js';
import { headLogProbs } from '../model/token-log-probs.js';
import { generateGroups } from '../sampling/generate.js';
import { DEFAULT_SAMPLING } from '../sampling/sampling-options.js';
import { byteTokenizer, TINY_LLAMA, tinyModel } from './tiny-model.js';

const config = {
  ...TINY_LLAMA,
  hiddenSize: 256,
  intermediateSize: 512,
  layers: 12,
  heads: 8,
  keyValueHeads: 4,
  headDim: 32,
  maxPositions: 4096,
};
const [G, T] = [12, 100];
const ids = (length: number, first: number) => Int32Array.from({ length }, (_, i) => (first + 7 * i) % 120);
const prompts = [ids(200, 0), ids(180, 3), ids(150, 5)];
const completions = prompts.map((_, p) => Array.from({ length: G }, (_, g) => ids(T, p + g)));

/** Resident bytes at their highest since `resetPeak`. */
const peak = () => 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
const resetPeak = () => writeFileSync('/proc/self/clear_refs', '5');

await loadBackend();
const ops = tensorOps();
const model = tinyModel(1, config);
const adapter = createAdapter(config, { rank: 2 });
const pass = { ops, model, weightsOf: mergeAdapter(ops, model, adapter).weightsOf };

function backward(size: number, recompute: boolean): number {
  const some = completions.map((group) => group.slice(0, size));
  const packed = packBatch(prompts, some);
  const statesBy = <S>(strategy: ActivationStrategy<S>) => loraHiddenStates(pass, adapter, packed, strategy);
  const targets = Int32Array.from(some.flat().flatMap((completion) => [...completion]));
  const { value, grads } = tf.variableGrads(() => {
    const states = recompute
      ? statesBy(recomputeActivations(pass, packed))
      : statesBy(storeActivations(pass, packed));
    return tf.sum(headLogProbs(states, model.head, targets)) as tf.Scalar;
  }, [...adapterParameters(adapter).values()]);
  tf.dispose([value, ...Object.values(grads)]);
  return backwardPeakBytes(config, packed, { recompute });
}

function decode(n: number): number {
  const sampling = { ...DEFAULT_SAMPLING, n, maxTokens: T };
  const endless = { ...byteTokenizer, eosTokenIds: [] };
  generateGroups(pass, endless, prompts, { sampling, onActivations: null });
  return decodePeakBytes(config, packBatch(prompts), n, T);
}

const kind = process.argv[2];
const run = (size: number) =>
  kind === 'decoding' ? decode(8 * size) : backward(size, kind === 'recomputed');
// The first pass, a small one, loads kernels and fills the allocator's pools.
run(1);
resetPeak();
const before = peak();
const estimated = run(G);
process.stdout.write(JSON.stringify({ estimated, taken: peak() - before }));
