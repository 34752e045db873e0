import { join } from 'node:path';
import { STOP } from '@echo/core';
import { createEnvironment } from '@echo/env';
import { type EvalReport, evalReport, evaluate, type Trial } from '@echo/eval';
import {
  disposeAdamW,
  initialTrainState,
  loadTrainState,
  saveTrainState,
  segmentCredit,
  type TrainStep,
  train,
  trainSupervised,
} from '@echo/grpo';
import { type Policy, writePeftFolder } from '@echo/policy';
import { rewardByName } from '@echo/reward';
import type { Task } from '@echo/tasks';
import { baseModelName, openModel } from './open-model.js';
import { openTasks } from './open-tasks.js';
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
import { warmStartExamples } from './warm-start.js';

/** What a run tells whoever watches it. */
export type RunEvent =
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'evaluating';
      readonly when: 'before' | 'after';
      readonly done: number;
      readonly of: number;
    }
  | { readonly kind: 'warm-start'; readonly step: number; readonly of: number; readonly loss: number }
  | { readonly kind: 'step'; readonly event: StepEvent; readonly of: number };

/** A line of events.jsonl. Everything but `seconds` is the same in every run of the same configuration on the same machine. */
export type StepEvent = Omit<TrainStep, 'groups' | 'state'> & { readonly seconds: number };

export interface RunReport {
  readonly before: EvalReport;
  readonly after: EvalReport;
  /** Steps made, completions sampled, and tasks trained on. */
  readonly steps: number;
  readonly episodes: number;
  readonly trainTasks: number;
}

/** Runs or resumes the training a folder's configuration describes. Returns null when `stop` asked for an early end; the run can then be resumed. */
export async function runTraining(
  run: RunFolder,
  watch: (event: RunEvent) => void,
  stop: () => boolean,
): Promise<RunReport | null> {
  const { config } = run;
  const reward = rewardByName(config.reward);
  const tasks = await openTasks(config);
  const policy = await openModel(config.model, {
    lora: { rank: config.rank, alpha: config.alpha },
    seed: config.seed,
    ...(config.adapter !== null && { adapter: config.adapter }),
  });
  try {
    const saved = (await checkpointSteps(run)).at(-1);
    if (saved !== undefined) watch({ kind: 'note', text: `resuming after step ${saved}` });
    else await warmStart(run, policy, tasks.train, watch);
    await truncateEvents(run, saved ?? 0);
    const before =
      (await readResult<Measured>(run, 'before.json')) ??
      (await measure(run, policy, tasks.evaluation, 'before', watch));
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
      steps: config.steps,
      seed: config.seed,
      promptsPerStep: config.prompts,
      groupSize: config.group,
      learningRate: config.learningRate,
      temperature: config.temperature,
      topP: config.topP,
      maxTokens: config.maxTokens,
      klCoefficient: config.klCoefficient,
      normalization: config.normalization,
      promptsPerBatch: config.batch,
      curriculum: config.curriculum,
      ...(config.credit === 'segment' && { credit: segmentCredit({ reward, decode: policy.decode }) }),
      resume: start,
    });
    for await (const { groups, state, ...numbers } of loop) {
      last = numbers.step;
      const event = { ...numbers, seconds: (performance.now() - started) / 1000 };
      started = performance.now();
      await appendEvent(run, event);
      watch({ kind: 'step', event, of: config.steps });
      const ending = stop() || last === config.steps;
      if (ending || last % config.checkpointEvery === 0) {
        await saveTrainState(checkpointPath(run, last), policy, state, baseModelName(config.model));
        await pruneCheckpoints(run);
      }
      if (ending) break;
    }
    if (last < config.steps) return null;

    const after = await measure(run, policy, tasks.evaluation, 'after', watch);
    await writePeftFolder(join(run.path, 'adapter'), policy.adapter, baseModelName(config.model));
    const report: RunReport = {
      before: before.report,
      after: after.report,
      steps: config.steps,
      episodes: config.steps * config.prompts * config.group,
      trainTasks: tasks.train.length,
    };
    await writeResult(run, 'report.json', { ...report, config });
    return report;
  } finally {
    policy.dispose();
  }
}

interface Measured {
  readonly report: EvalReport;
  readonly trials: readonly Trial[];
}

async function measure(
  run: RunFolder,
  policy: Policy,
  tasks: readonly Task[],
  when: 'before' | 'after',
  watch: (event: RunEvent) => void,
): Promise<Measured> {
  const trials: Trial[] = [];
  const sampling = { maxTokens: run.config.maxTokens, stop: STOP };
  for await (const batch of evaluate(policy, tasks, { sampling, batchSize: evaluationBatch(run) })) {
    trials.push(...batch);
    watch({ kind: 'evaluating', when, done: trials.length, of: tasks.length });
  }
  const measured = { report: evalReport(trials), trials };
  await writeResult(run, `${when}.json`, measured);
  return measured;
}

/** As many rows at once as training samples together. */
function evaluationBatch({ config }: RunFolder): number {
  return Math.max(8, config.prompts * config.group);
}

async function warmStart(
  run: RunFolder,
  policy: Policy,
  tasks: readonly Task[],
  watch: (event: RunEvent) => void,
): Promise<void> {
  const { config } = run;
  if (config.warmStart === 0) return;
  const examples = warmStartExamples(tasks, config.seed);
  const steps = trainSupervised({
    policy,
    examples,
    steps: config.warmStart,
    seed: config.seed,
    learningRate: config.learningRate,
  });
  for await (const { step, loss } of steps) watch({ kind: 'warm-start', step, of: config.warmStart, loss });
  const state = initialTrainState(policy);
  await saveTrainState(checkpointPath(run, 0), policy, state, baseModelName(config.model));
  disposeAdamW(state.optimizer);
}
