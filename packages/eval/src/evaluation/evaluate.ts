import {
  type Completer,
  EchoError,
  type Prompt,
  type SamplingOptions,
  STOP_SEQUENCES,
  type TextCompletion,
} from '@echo/core';
import { gradeResponse } from '@echo/env';
import { type Graders, renderPrompt, type Task } from '@echo/tasks';
import type { Trial } from './trial.js';

export interface EvaluateOptions {
  /** Greedy with up to 64 tokens unless given. */
  readonly sampling?: SamplingOptions;
  readonly graders?: Graders;
  /** Tasks posed together to a completer that takes batches; 64 unless given. */
  readonly batchSize?: number;
  /** Renders a task as a prompt; `renderPrompt` unless given. */
  readonly render?: (task: Task) => Prompt;
}

/**
 * The evaluation of a completer on tasks, one completion each, as an async generator of batches of trials.
 *
 * Trials come in the order of the tasks. Throws `invalid-input` without tasks or for a batch size below 1,
 * and what the completer and the graders throw.
 *
 * @example
 * ```ts
 * import { evaluate } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/builtin';
 *
 * const text = '<confidence>60</confidence><answer>4</answer>';
 * const completer = { complete: async () => [{ text, finishReason: 'stop' as const }] };
 * for await (const batch of evaluate(completer, builtinTasks('dev').slice(0, 20), { batchSize: 10 }))
 *   batch.length; // 10, twice
 * ```
 */
export async function* evaluate(
  completer: Completer,
  tasks: readonly Task[],
  options: EvaluateOptions = {},
): AsyncGenerator<readonly Trial[], void, void> {
  const { sampling, graders, batchSize = 64, render = (task) => renderPrompt(task) } = options;
  if (tasks.length === 0)
    throw new EchoError('invalid-input', 'Expected at least one task to evaluate on, got none.');
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new EchoError(
      'invalid-input',
      `Expected \`batchSize\` to be a whole number of at least 1, got ${batchSize}.`,
    );
  const chosen = { temperature: 0, maxTokens: 64, stop: STOP_SEQUENCES, ...sampling, n: 1 };
  for (let start = 0; start < tasks.length; start += batchSize) {
    const batch = tasks.slice(start, start + batchSize);
    const prompts = batch.map(render);
    const completions = completer.completeGroups
      ? await completer.completeGroups(prompts, chosen)
      : await Promise.all(prompts.map((prompt) => completer.complete(prompt, chosen)));
    yield batch.map((task, i) => judge(task, completions[i]?.[0], graders));
  }
}

/**
 * All trials of an evaluation at once, as `evaluate` yields them.
 *
 * @example
 * ```ts
 * import { evalReport, evaluateAll } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/builtin';
 *
 * const text = '<confidence>60</confidence><answer>4</answer>';
 * const completer = { complete: async () => [{ text, finishReason: 'stop' as const }] };
 * const report = evalReport(await evaluateAll(completer, builtinTasks('dev').slice(0, 20)));
 * report.meanConfidence; // → 0.6
 * ```
 */
export async function evaluateAll(
  completer: Completer,
  tasks: readonly Task[],
  options: EvaluateOptions = {},
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for await (const batch of evaluate(completer, tasks, options)) trials.push(...batch);
  return trials;
}

function judge(task: Task, completion: TextCompletion | undefined, graders: Graders | undefined): Trial {
  const { parsed, grade } = gradeResponse(task, completion?.text, graders);
  return {
    taskId: task.id,
    domain: task.domain,
    difficulty: task.difficulty,
    ...(task.familiarity && { familiarity: task.familiarity }),
    confidence: parsed.confidence,
    grade: grade.grade,
    correct: grade.correct,
    wellFormed: parsed.wellFormed,
    abstained: parsed.abstained,
    answer: parsed.answer,
  };
}
