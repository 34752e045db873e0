import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { createRng, type ReplyOrder } from '@echo/core';
import { evaluate, type Trial } from '@echo/eval';
import { type SftExample, trainSft } from '@echo/grpo';
import { formatResponse } from '@echo/parser';
import { assignAdapter, type CausalLm, createPolicy, loadCausalLm, type Policy } from '@echo/policy';
import { openGguf, readPeftFolder, writePeftFolder } from '@echo/policy/node';
import { ADAPTER_SETTINGS_FILE, adapterSettings, formatAdapterSettings, runConfig } from '@echo/run';
import { renderPrompt, type Task } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';
import { statesByLayer, untilConfidence } from '../probe/confidence-states.js';
import { crossFitted } from '../probe/cross-fitted.js';

/** What is fine-tuned, and how. */
export interface SftOnRates {
  /** A GGUF file, and the adapter to start from. */
  readonly model: string;
  readonly adapter: string;
  readonly train: string;
  readonly order: ReplyOrder;
  readonly questions: number;
  readonly learningRate: number;
  readonly maxTokens: number;
  /** The folder that the adapter goes into, as `adapter`. */
  readonly folder: string;
}

const BATCH = 16;
const SFT_BATCH = 8;

/**
 * The cheap alternative to reinforcement: supervised fine-tuning on the model's own greedy answers, each with
 * the success rate that a probe fitted to other questions predicts for it.
 *
 * The probe reads the base model's state before the confidence, three quarters of the way up. One pass over
 * the questions.
 */
export async function sftOnRates(options: SftOnRates): Promise<void> {
  const { order, questions, maxTokens, learningRate } = options;
  console.log((await loadBackend()).description);
  const all = await readTasks(options.train);
  const tasks = createRng(1)
    .fork('sft on rates')
    .shuffle([...all])
    .slice(0, questions);
  const { model, policy } = await openAt(options.model, options.adapter);
  const layer = Math.round(model.config.layers * 0.75);
  const answers = await greedyAnswers(policy, tasks, options);
  const examples = examplesOf({ model, policy, layer, order }, tasks, answers);
  const steps = Math.floor(questions / SFT_BATCH);
  const sft = { policy, examples, steps, batchSize: SFT_BATCH, learningRate, seed: 1 };
  for await (const { step, loss } of trainSft(sft))
    if (step % 10 === 0) console.log(`SFT step ${step} of ${steps}: loss ${loss.toFixed(3)}`);

  const settings = adapterSettings(runConfig({ order, maxTokens, model: options.model }), null);
  await writePeftFolder(join(options.folder, 'adapter'), policy.adapter, basename(options.model), {
    dtype: 'F16',
    files: { [ADAPTER_SETTINGS_FILE]: formatAdapterSettings(settings) },
  });
  policy.dispose();
  const report = { questions, layer, steps, learningRate };
  writeFileSync(join(options.folder, 'report.json'), `${JSON.stringify(report)}\n`);
}

/** A model, and its policy with an adapter. */
async function openAt(file: string, adapter: string): Promise<{ model: CausalLm; policy: Policy }> {
  const { config, weights, tokenizer } = await openGguf(file);
  const model = await loadCausalLm(config, weights);
  await weights.close();
  const start = await readPeftFolder(adapter);
  const policy = createPolicy(model, tokenizer, { lora: start.config });
  assignAdapter(policy.adapter, start.tensors);
  return { model, policy };
}

async function greedyAnswers(
  policy: Policy,
  tasks: readonly Task[],
  { order, maxTokens }: SftOnRates,
): Promise<readonly Trial[]> {
  const answers: Trial[] = [];
  const asked = { batchSize: BATCH, format: { order }, sampling: { maxTokens }, failOnError: true };
  for await (const trials of evaluate(policy, tasks, asked)) {
    answers.push(...trials);
    console.log(`answered ${answers.length} of ${tasks.length}`);
  }
  return answers;
}

/** What answers are read by: the base model's states after a layer, in an order of reply. */
interface Probe {
  readonly model: CausalLm;
  readonly policy: Policy;
  readonly layer: number;
  readonly order: ReplyOrder;
}

/** Each task's prompt, with its answer and the success rate that the probe predicts for it. */
function examplesOf(
  { model, policy: { tokenizer }, layer, order }: Probe,
  tasks: readonly Task[],
  answers: readonly Trial[],
): readonly SftExample[] {
  const prompts = tasks.map((task) => renderPrompt(task, { order }));
  const replyOf = (i: number, confidence: number) =>
    formatResponse({ confidence, answer: answers[i]?.answer ?? '', order });
  const sequences = prompts.map((prompt, i) =>
    untilConfidence(tokenizer, prompt, order === 'answer-first' ? replyOf(i, 0) : ''),
  );
  const rates = crossFitted(statesByLayer(model, sequences, [layer]).get(layer) ?? [], answers);
  return prompts.map((prompt, i) => ({
    prompt,
    completion: replyOf(i, Math.round(100 * (rates[i] as number)) / 100),
  }));
}
