import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { createRng, type ReplyOrder } from '@echo/core';
import { evaluate, type Trial } from '@echo/eval';
import { trainSft } from '@echo/grpo';
import { formatResponse } from '@echo/parser';
import { assignAdapter, createPolicy, loadCausalLm } from '@echo/policy';
import { openGguf, readPeftFolder, writePeftFolder } from '@echo/policy/node';
import { ADAPTER_SETTINGS_FILE, adapterSettings, formatAdapterSettings, runConfig } from '@echo/run';
import { renderPrompt } from '@echo/tasks';
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
  const { config, weights, tokenizer } = await openGguf(options.model);
  const model = await loadCausalLm(config, weights);
  await weights.close();
  const start = await readPeftFolder(options.adapter);
  const policy = createPolicy(model, tokenizer, { lora: start.config });
  assignAdapter(policy.adapter, start.tensors);

  const answers: Trial[] = [];
  const format = { order };
  const asked = { batchSize: BATCH, format, sampling: { maxTokens }, failOnError: true };
  for await (const trials of evaluate(policy, tasks, asked)) {
    answers.push(...trials);
    console.log(`answered ${answers.length} of ${tasks.length}`);
  }
  const layer = Math.round(config.layers * 0.75);
  const sequences = tasks.map((task, i) => {
    const { answer = '' } = answers[i] ?? {};
    const reply = order === 'answer-first' ? formatResponse({ confidence: 0, answer, order }) : '';
    return untilConfidence(tokenizer, renderPrompt(task, format), reply);
  });
  const states = statesByLayer(model, sequences, [layer]).get(layer) ?? [];
  const rates = crossFitted(states, answers);

  const examples = tasks.map((task, i) => ({
    prompt: renderPrompt(task, format),
    completion: formatResponse({
      confidence: Math.round(100 * (rates[i] as number)) / 100,
      answer: answers[i]?.answer ?? '',
      order,
    }),
  }));
  const steps = Math.floor(questions / SFT_BATCH);
  for await (const { step, loss } of trainSft({
    policy,
    examples,
    steps,
    batchSize: SFT_BATCH,
    learningRate,
    seed: 1,
  }))
    if (step % 10 === 0) console.log(`SFT step ${step} of ${steps}: loss ${loss.toFixed(3)}`);

  const settings = adapterSettings(runConfig({ order, maxTokens, model: options.model }), null);
  await writePeftFolder(join(options.folder, 'adapter'), policy.adapter, basename(options.model), {
    dtype: 'F16',
    files: { [ADAPTER_SETTINGS_FILE]: formatAdapterSettings(settings) },
  });
  policy.dispose();
  writeFileSync(
    join(options.folder, 'report.json'),
    `${JSON.stringify({ questions, layer, steps, learningRate })}\n`,
  );
}
