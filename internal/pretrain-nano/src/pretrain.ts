/**
 * Pretrains the embedded policy from nothing on the built-in training tasks and writes it to
 * packages/nano/model.
 *
 * Usage: pnpm --filter @echo/pretrain-nano pretrain [epochs] [seed]
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '@echo/compute/node';
import { createRng, type Rng } from '@echo/core';
import { evaluateAll, type Trial } from '@echo/eval';
import { disposeAdamW, initAdamW, learningRate, sftStep } from '@echo/grpo';
import {
  assembleCausalLm,
  createPolicy,
  groupLogProbs,
  type ModelConfig,
  modelConfigToHf,
  type TokenBatch,
  type Tokenizer,
  tokenizerFromFiles,
} from '@echo/policy';
import { writeSafetensors } from '@echo/policy/node';
import type { Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { corpus } from './corpus.js';
import { initWeights } from './init-weights.js';
import { tokenizerFiles } from './tokenizer-files.js';

const epochs = Number(process.argv[2] ?? 14);
const seed = process.argv[3] ?? '1';
const out = fileURLToPath(new URL('../../../packages/nano/model/', import.meta.url));
const BATCH = 24;
/** Batches sorted by length together. */
const POOL = 16;
const PEAK = 2e-3;
/** The part of the epochs in which every other reply is plain. */
const PLAIN_EPOCHS = 2 / 3;

const config: ModelConfig = {
  architecture: 'llama',
  vocabSize: 2048,
  hiddenSize: 256,
  intermediateSize: 680,
  layers: 3,
  heads: 8,
  keyValueHeads: 2,
  headDim: 32,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  ropeScaling: null,
  attentionScale: null,
  local: null,
  tiedEmbeddings: true,
  maxPositions: 512,
  bosTokenId: null,
  eosTokenIds: [0],
};

const { description } = await loadBackend();
console.log(description);
const train = builtinTasks('train');
const dev = builtinTasks('dev');

const rng = createRng(seed);
const texts = corpus(train, 0, rng).flatMap(({ prompt, reply }) => [prompt.at(-1)?.content ?? '', reply]);
const files = tokenizerFiles(texts, config.vocabSize);
const tokenizer = tokenizerFromFiles(files.tokenizer, files.config);
mkdirSync(out, { recursive: true });
const write = (name: string, value: unknown) => writeFileSync(`${out}${name}`, `${JSON.stringify(value)}\n`);
write('tokenizer.json', files.tokenizer);
write('tokenizer_config.json', files.config);
write('config.json', modelConfigToHf(config));
rmSync(`${out}pretraining-log.jsonl`, { force: true });
const log = (event: object) => {
  console.log(JSON.stringify(event));
  appendFileSync(`${out}pretraining-log.jsonl`, `${JSON.stringify(event)}\n`);
};

const weights = initWeights(config, `${seed}/weights`);
/** The model as the weights are now, differentiable in them. */
const model = () => assembleCausalLm(config, (name) => tf.clone(weights.get(name) as tf.Variable));
const perEpoch = Math.ceil(train.length / BATCH);
const schedule = { peak: PEAK, warmupSteps: 200, decay: 'cosine', totalSteps: epochs * perEpoch } as const;
let optimizer = initAdamW(weights);
let step = 0;
log({
  tasks: train.length,
  parameters: [...weights.values()].reduce((n, w) => n + w.size, 0),
  epochs,
  seed,
  batch: BATCH,
  ...schedule,
});

for (let epoch = 1; epoch <= epochs; epoch++) {
  const started = performance.now();
  const plainShare = epoch <= PLAIN_EPOCHS * epochs ? 1 / 2 : 0;
  let loss = 0;
  const batches = epochBatches(train, plainShare, createRng(seed).fork(`epoch ${epoch}`), tokenizer);
  for (const batch of batches) {
    step++;
    const update = sftStep(
      { parameters: weights, logProbs: (b) => groupLogProbs(model(), b) },
      batch,
      optimizer,
      {
        learningRate: learningRate(schedule, step),
        maxGradientNorm: 1,
        weightDecay: 0.1,
      },
    );
    optimizer = update.optimizer;
    loss += update.loss / batches.length;
  }
  const last = epoch === epochs;
  log({
    epoch,
    loss: rounded(loss),
    seconds: Math.round((performance.now() - started) / 1000),
    ...(await measure(last ? dev : dev.slice(0, 252))),
  });
  if (epoch % 2 === 0 || last) await save();
}
disposeAdamW(optimizer);

async function measure(tasks: readonly Task[]): Promise<object> {
  const policy = createPolicy(model(), tokenizer);
  const trials = await evaluateAll(policy, tasks, { batchSize: 126, failOnError: true });
  policy.dispose();
  const right = (holds: (trial: Trial) => boolean): number => {
    const chosen = trials.filter(holds);
    return rounded(chosen.filter((trial) => trial.correct).length / chosen.length);
  };
  return {
    tasks: trials.length,
    right: right(() => true),
    known: right((trial) => trial.familiarity === 'known'),
    unknown: right((trial) => trial.familiarity === 'unknown'),
    meanConfidence: rounded(trials.reduce((sum, trial) => sum + trial.confidence, 0) / trials.length),
  };
}

async function save(): Promise<void> {
  const tensors = [...weights].map(
    ([name, w]) => [name, { shape: w.shape, data: w.dataSync() as Float32Array }] as const,
  );
  await writeSafetensors(`${out}model.safetensors`, Object.fromEntries(tensors), { dtype: 'F16' });
}

function rounded(x: number): number {
  return Number(x.toFixed(4));
}

/**
 * A shuffled pass in batches of similar length, so that little is padding.
 *
 * All tokens after the first are learned, the question's too: what a model this small learns of a question it
 * knows in the next one.
 */
function epochBatches(
  tasks: readonly Task[],
  plainShare: number,
  rng: Rng,
  tokenizer: Tokenizer,
): TokenBatch[] {
  const examples = corpus(tasks, plainShare, rng).map(({ prompt, reply }) => [
    ...tokenizer.applyChatTemplate(prompt),
    ...tokenizer.encode(reply),
  ]);
  const batches: TokenBatch[] = [];
  for (let start = 0; start < examples.length; start += BATCH * POOL) {
    const pool = examples.slice(start, start + BATCH * POOL).sort((a, b) => a.length - b.length);
    for (let i = 0; i < pool.length; i += BATCH) {
      const chosen = pool.slice(i, i + BATCH);
      batches.push({
        prompts: chosen.map((ids) => Int32Array.of(ids[0] as number)),
        completions: chosen.map((ids) => [Int32Array.from(ids.slice(1))]),
      });
    }
  }
  return rng.shuffle(batches);
}
