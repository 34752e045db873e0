import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EchoError, STOP_SEQUENCES } from '@echo/core';
import { createEnvironment } from '@echo/env';
import { type EvalReport, evalReport, evaluate, type Trial } from '@echo/eval';
import {
  disposeAdamW,
  type ExactConfidence,
  entropyCoefficient,
  initialTrainState,
  loadTrainState,
  saveTrainState,
  segmentCredit,
  type TrainStep,
  train,
  trainSft,
} from '@echo/grpo';
import { type Policy, writePeftFolder } from '@echo/policy';
import { rewardByName } from '@echo/reward';
import { renderPrompt, type Task } from '@echo/tasks';
import { baseModelName, loadModel } from './load-model.js';
import { loadTasks, type TaskSplit } from './load-tasks.js';
import {
  appendEvent,
  checkpointPath,
  checkpointSteps,
  pruneCheckpoints,
  type RunFolder,
  readResult,
  truncateEvents,
  writeResult,
} from './run-folder.js';
import { sftExamples } from './sft-examples.js';
import type { TrainConfig } from './train-config.js';
import { readTrials, type When, writeTrials } from './trials-file.js';

/** An event of a run, for a reporter. */
export type RunEvent =
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'evaluating';
      readonly when: When;
      readonly done: number;
      readonly of: number;
    }
  | { readonly kind: 'sft'; readonly step: number; readonly of: number; readonly loss: number }
  | { readonly kind: 'step'; readonly event: StepEvent; readonly of: number };

/**
 * A line of events.jsonl: the statistics of a step.
 *
 * Everything but `seconds` is the same in every run of the same configuration on the same machine.
 */
export type StepEvent = Omit<TrainStep, 'groups' | 'state'> & { readonly seconds: number };

export interface RunReport {
  readonly before: EvalReport;
  readonly after: EvalReport;
  /** Steps made. */
  readonly steps: number;
  /** Rollouts sampled in all: steps · prompts · group. */
  readonly rollouts: number;
  /** Tasks trained on. */
  readonly trainTasks: number;
}

/**
 * Runs or resumes the training that a folder's configuration describes.
 *
 * Returns null when `stop` asked for an early end; the run can then be resumed.
 */
export async function runTraining(
  run: RunFolder,
  report: (event: RunEvent) => void,
  stop: () => boolean,
): Promise<RunReport | null> {
  const { config } = run;
  const reward = rewardByName(config.reward);
  const tasks = await loadTasks(config);
  const policy = await loadModel(config.model, {
    lora: { rank: config.rank, alpha: config.alpha },
    seed: config.seed,
    ...(config.adapter !== null && { adapter: config.adapter }),
    ...(config.memory !== null && { memory: config.memory }),
  });
  try {
    assertFits(policy, [...tasks.train, ...tasks.evaluation], config.maxTokens);
    await keepTasks(run, tasks);
    const saved = (await checkpointSteps(run)).at(-1);
    if (saved !== undefined) report({ kind: 'note', text: `resuming after step ${saved}` });
    else if (!(await runSft(run, policy, tasks.train, report, stop))) return null;
    await freezeStart(run, policy);
    await keepStart(run, policy);
    await truncateEvents(run, saved ?? 0);
    let before = await readTrials(run, 'before');
    if (!before) {
      before = await measure(run, policy, tasks.evaluation, 'before', report, stop);
      if (!before) return null;
      await writeTrials(run, { before });
    }
    if (stop()) return null;

    const start =
      saved === undefined
        ? initialTrainState(policy)
        : await loadTrainState(checkpointPath(run, saved), policy);
    let started = performance.now();
    let last = start.step;
    const loop = train({
      policy,
      environment: () => createEnvironment({ tasks: tasks.train, reward }),
      reward,
      steps: config.steps,
      seed: config.seed,
      promptsPerStep: config.prompts,
      groupSize: config.group,
      learningRate: config.learningRate,
      temperature: config.temperature,
      topP: config.topP,
      maxTokens: config.maxTokens,
      klCoefficient: config.klCoefficient,
      klEstimator: config.klEstimator,
      normalization: config.normalization,
      ...(config.microBatch !== null && { promptsPerMicroBatch: config.microBatch }),
      curriculum: config.curriculum,
      ...(config.credit === 'segment' && { credit: segmentCredit }),
      ...(config.credit === 'exact-confidence' && {
        exactConfidence: exactConfidenceOf(config),
      }),
      resume: start,
    });
    for await (const { groups, state, ...numbers } of loop) {
      last = numbers.step;
      const event = { ...numbers, seconds: (performance.now() - started) / 1000 };
      started = performance.now();
      await appendEvent(run, event);
      report({ kind: 'step', event, of: config.steps });
      const ending = stop() || last === config.steps;
      if (ending || last % config.checkpointEvery === 0) {
        await saveTrainState(checkpointPath(run, last), policy, state, baseModelName(config.model));
        await pruneCheckpoints(run);
      }
      if (ending) break;
    }
    if (last < config.steps) return null;

    const after = await measure(run, policy, tasks.evaluation, 'after', report, stop);
    if (!after) return null;
    await writeTrials(run, { before, after });
    await writePeftFolder(join(run.path, 'adapter'), policy.adapter, baseModelName(config.model));
    const runReport: RunReport = {
      before: evalReport(before),
      after: evalReport(after),
      steps: config.steps,
      rollouts: config.steps * config.prompts * config.group,
      trainTasks: tasks.train.length,
    };
    await writeResult(run, 'report.json', { ...runReport, config });
    return runReport;
  } finally {
    policy.dispose();
  }
}

/** The exact confidence gradient of each step. */
function exactConfidenceOf(config: TrainConfig) {
  const entropy = {
    from: config.entropyCoefficient,
    to: config.finalEntropyCoefficient,
    totalSteps: config.steps,
  };
  return (step: number): ExactConfidence => ({
    entropyCoefficient: entropyCoefficient(entropy, step),
    weight: config.confidenceWeight,
  });
}

/**
 * Makes the starting adapter the reference policy, where it is no fresh one: after SFT, or a given adapter.
 */
async function freezeStart(run: RunFolder, policy: Policy): Promise<void> {
  const { sftSteps, adapter } = run.config;
  if (sftSteps > 0) {
    const { optimizer } = await loadTrainState(checkpointPath(run, 0), policy);
    disposeAdamW(optimizer);
  }
  if (sftSteps > 0 || adapter !== null) policy.freezeReference();
}

/** Keeps the adapter that GRPO starts from, beside the trained one to come. */
async function keepStart(run: RunFolder, policy: Policy): Promise<void> {
  const folder = join(run.path, 'adapter-before');
  if (!existsSync(folder)) await writePeftFolder(folder, policy.adapter, baseModelName(run.config.model));
}

/** All trials of an evaluation; null when `stop` asked for an early end. */
async function measure(
  run: RunFolder,
  policy: Policy,
  tasks: readonly Task[],
  when: When,
  report: (event: RunEvent) => void,
  stop: () => boolean,
): Promise<readonly Trial[] | null> {
  const trials: Trial[] = [];
  const sampling = { maxTokens: run.config.maxTokens, stop: STOP_SEQUENCES };
  for await (const batch of evaluate(policy, tasks, { sampling, batchSize: evaluationBatch(run) })) {
    trials.push(...batch);
    report({ kind: 'evaluating', when, done: trials.length, of: tasks.length });
    if (stop()) return null;
  }
  return trials;
}

/**
 * The batch size of evaluations: at least that of sampling, as a sequence of a full batch costs a fraction of
 * a lone one.
 */
function evaluationBatch({ config }: RunFolder): number {
  return Math.max(32, config.prompts * config.group);
}

/** Supervised fine-tuning on the format, saved as checkpoint 0; false when `stop` asked for an early end. */
async function runSft(
  run: RunFolder,
  policy: Policy,
  tasks: readonly Task[],
  report: (event: RunEvent) => void,
  stop: () => boolean,
): Promise<boolean> {
  const { config } = run;
  if (config.sftSteps === 0) return true;
  const steps = trainSft({
    policy,
    examples: sftExamples(tasks, config.seed),
    steps: config.sftSteps,
    seed: config.seed,
    learningRate: config.learningRate,
  });
  for await (const { step, loss } of steps) {
    report({ kind: 'sft', step, of: config.sftSteps, loss });
    if (stop()) return false;
  }
  const state = initialTrainState(policy);
  await saveTrainState(checkpointPath(run, 0), policy, state, baseModelName(config.model));
  disposeAdamW(state.optimizer);
  return true;
}

/** Notes which tasks a run trains and is measured on, and refuses to go on with others. */
async function keepTasks(run: RunFolder, tasks: TaskSplit): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(tasks)).digest('hex');
  const stored = await readResult<string>(run, 'tasks.sha256');
  if (stored !== null && stored !== digest)
    throw new EchoError(
      'config-mismatch',
      `The tasks of the run in ${run.path} have changed since it began; give it the old ones back, or start anew in another --out.`,
    );
  if (stored === null) await writeResult(run, 'tasks.sha256', `"${digest}"\n`);
}

/**
 * Refuses a task whose prompt and reply the model has no room for, before hours have gone into the others.
 */
function assertFits(policy: Policy, tasks: readonly Task[], maxTokens: number): void {
  const room = policy.config.maxPositions - maxTokens;
  for (const task of tasks) {
    const tokens = policy.tokenizer.applyChatTemplate(renderPrompt(task, { phase: 1 })).length;
    if (tokens > room)
      throw new EchoError(
        'invalid-input',
        `The task ${task.id} has a prompt of ${tokens} tokens where this model and --max-tokens ${maxTokens} leave room for ${room}; leave it out, or lower --max-tokens.`,
      );
  }
}
