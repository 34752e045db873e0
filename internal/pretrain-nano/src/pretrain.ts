/**
 * Pretrains the embedded policy from nothing on the built-in training tasks and writes it to packages/nano/model.
 * Usage: pnpm --filter @echo/pretrain-nano pretrain [epochs] [seed]
 */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '@echo/backend';
import { createRng, type Rng } from '@echo/core';
import { evaluateAll } from '@echo/eval';
import { disposeAdamW, initAdamW, learningRate, supervisedStep } from '@echo/grpo';
import {
  assembleCausalLm,
  createPolicy,
  groupLogProbs,
  type ModelConfig,
  modelConfigToHf,
  projectBase,
  type TokenBatch,
  type Tokenizer,
  tokenizerFromFiles,
  writeSafetensors,
} from '@echo/policy';
import type { Task } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/builtin';
import { promptOf, replyOf } from './corpus.js';
import { initWeights } from './init-weights.js';
import { tokenizerFiles } from './tokenizer-files.js';

const epochs = Number(process.argv[2] ?? 30);
const seed = process.argv[3] ?? '1';
const out = fileURLToPath(new URL('../../../packages/nano/model/', import.meta.url));
const BATCH = 64;
/** Batches sorted by length together. */
const POOL = 8;
const PEAK = 3e-3;

const config: ModelConfig = {
  architecture: 'llama',
  vocabSize: 2048,
  hiddenSize: 192,
  intermediateSize: 512,
  layers: 4,
  heads: 6,
  keyValueHeads: 2,
  headDim: 32,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  ropeScaling: null,
  attentionBias: false,
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
const texts = train.flatMap((task) => [promptOf(task, rng).at(-1)?.content ?? '', replyOf(task, rng)]);
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
const model = assembleCausalLm(config, (name) => weights.get(name) as never);
const policy = createPolicy(model, tokenizer);
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
  let loss = 0;
  const batches = epochBatches(train, createRng(seed).fork(`epoch ${epoch}`), tokenizer);
  for (const batch of batches) {
    step++;
    const update = supervisedStep(
      weights,
      (b) => groupLogProbs(model, projectBase(model), b),
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
  const trials =
    last || epoch % 5 === 0
      ? await evaluateAll(policy, last ? dev : dev.slice(0, 400), { batchSize: 128 })
      : [];
  const share = (of: typeof trials) => (of.length ? of.filter((t) => t.correct).length / of.length : null);
  log({
    epoch,
    loss,
    seconds: Math.round((performance.now() - started) / 1000),
    ...(trials.length && {
      dev: share(trials),
      known: share(trials.filter((t) => t.familiarity === 'known')),
      unknown: share(trials.filter((t) => t.familiarity === 'unknown')),
      confidence: trials.reduce((sum, t) => sum + t.confidence, 0) / trials.length,
      domains: Object.fromEntries(
        [...new Set(trials.map((t) => t.domain))].map((d) => [
          d,
          share(trials.filter((t) => t.domain === d)),
        ]),
      ),
    }),
  });
  if (epoch % 5 === 0 || last) {
    const tensors = [...weights].map(
      ([name, w]) => [name, { shape: w.shape, data: w.dataSync() as Float32Array }] as const,
    );
    await writeSafetensors(`${out}model.safetensors`, Object.fromEntries(tensors), { dtype: 'F16' });
  }
}
disposeAdamW(optimizer);
policy.dispose();

/** A shuffled pass in batches of similar length, so that little is padding. */
function epochBatches(tasks: readonly Task[], rng: Rng, tokenizer: Tokenizer): TokenBatch[] {
  const examples = rng.shuffle(tasks).map((task) => ({
    prompt: tokenizer.applyChatTemplate(promptOf(task, rng)),
    reply: tokenizer.encode(replyOf(task, rng)),
  }));
  const batches: TokenBatch[] = [];
  for (let start = 0; start < examples.length; start += BATCH * POOL) {
    const pool = examples
      .slice(start, start + BATCH * POOL)
      .sort((a, b) => a.prompt.length - b.prompt.length);
    for (let i = 0; i < pool.length; i += BATCH) {
      const chosen = pool.slice(i, i + BATCH);
      batches.push({ prompts: chosen.map((e) => e.prompt), completions: chosen.map((e) => [e.reply]) });
    }
  }
  return rng.shuffle(batches);
}
