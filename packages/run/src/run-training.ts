import { EchoError } from '@echo/core';
import { evalReport, type Trial } from '@echo/eval';
import { ownVerdictWeight } from '@echo/grpo';
import { rewardByName } from '@echo/reward';
import { renderPrompt } from '@echo/tasks';
import { assertWatchedTasks } from './accuracy-guard.js';
import { evaluateRun } from './evaluation-stage.js';
import { assertFormatBefore } from './format-stop.js';
import { runGrpo } from './grpo-stage.js';
import type { RunContext } from './run-context.js';
import type { RunReport } from './run-event.js';
import { assertOwnQuestions } from './self-play.js';
import { freezeStart, runSft } from './sft-stage.js';

/** A run to make or to go on with: `onEvent` and `signal` may be left out. */
export type RunInput = Omit<RunContext, 'onEvent' | 'signal'> &
  Partial<Pick<RunContext, 'onEvent' | 'signal'>>;

/**
 * Makes a run, or goes on with one: SFT on the format, evaluation, GRPO, evaluation, report.
 *
 * Everything comes from its arguments and goes into the store, so that a run which was stopped or killed goes
 * on to the same numbers with a policy loaded anew. Returns null when the signal asked for an early end.
 * Throws `invalid-input`, `config-mismatch` for other tasks than the run began with, `format-lost` when the
 * policy does not keep the response format, and what `train` and the store throw.
 */
export async function runTraining(input: RunInput): Promise<RunReport | null> {
  const run = { onEvent: () => {}, signal: new AbortController().signal, ...input };
  const { config, policy, store, tasks, onEvent, signal } = run;
  rewardByName(config.reward);
  ownVerdictWeight(config.order, config.ownVerdict);
  assertOwnQuestions(config);
  assertWatchedTasks(run);
  assertPromptsFit(run);
  await store.keepTasks(tasks);
  const saved = (await store.checkpointSteps()).at(-1);
  if (saved !== undefined) onEvent({ kind: 'note', text: `resuming after step ${saved}` });
  else if (!(await runSft(run))) return null;
  await freezeStart(run);
  if (!(await store.hasAdapter('adapter-before'))) await store.saveAdapter('adapter-before', policy);
  await store.truncateEvents(saved ?? 0);
  const before = await evaluateBefore(run);
  if (!before || signal.aborted) return null;
  assertFormatBefore(run, before);
  const isSftAlone = config.steps === 0;
  const end = isSftAlone ? {} : await runGrpo(run);
  if (!end) return null;
  const after = isSftAlone ? before : await evaluateRun(run, 'after');
  if (!after) return null;
  await store.saveTrials({ before, after });
  await store.saveAdapter('adapter', policy);
  const report: RunReport = {
    before: evalReport(before),
    after: evalReport(after),
    steps: end.wentBack?.toStep ?? config.steps,
    rollouts: (end.wentBack?.fromStep ?? config.steps) * config.prompts * config.group,
    trainTasks: tasks.train.length,
    ...end,
  };
  await store.saveReport(report);
  return report;
}

/** The trials before GRPO: those that are kept, or new ones. */
async function evaluateBefore(run: RunContext): Promise<readonly Trial[] | null> {
  const kept = await run.store.trials('before');
  if (kept) return kept;
  const before = await evaluateRun(run, 'before');
  if (before) await run.store.saveTrials({ before });
  return before;
}

/**
 * Refuses a task whose prompt and reply the model has no room for, before hours have gone into the others.
 */
function assertPromptsFit({ policy, tasks, config }: RunContext): void {
  const room = policy.config.maxPositions - config.maxTokens;
  for (const task of [...tasks.train, ...tasks.evaluation, ...(tasks.watched ?? [])]) {
    const tokens = policy.tokenizer.applyChatTemplate(
      renderPrompt(task, { order: config.order, phase: 1 }),
    ).length;
    if (tokens > room)
      throw new EchoError(
        'invalid-input',
        `The task ${task.id} has a prompt of ${tokens} tokens where this model and --max-tokens ${config.maxTokens} leave room for ${room}; leave it out, or lower --max-tokens.`,
      );
  }
}
