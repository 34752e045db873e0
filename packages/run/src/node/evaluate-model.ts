import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EchoError, type ReplyOrder } from '@echo/core';
import { confidenceExpectation, type EvalReport, evalReport, evaluate, type Trial } from '@echo/eval';
import { writeAtomically } from '@echo/files/write-atomically';
import { askingOf } from './asking.js';
import { loadModel } from './load-model.js';
import { loadEvaluationTasks } from './load-tasks.js';

export interface EvaluateModelOptions {
  /** `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name with or without one of its GGUF files. */
  readonly model: string;
  /** A PEFT adapter to put on it. */
  readonly adapter?: string;
  /** `builtin` (its test split), `builtin:dev` or a .jsonl file. */
  readonly tasks: string;
  /** The most tasks, 0 for all; a fixed random sample. */
  readonly limit?: number;
  /** Tasks posed together; 64 unless given. */
  readonly batchSize?: number;
  /** Of a completion; as the adapter was trained, else 64, unless given. */
  readonly maxTokens?: number;
  /** Which part of a reply stands first; as the adapter was trained, else the confidence, unless given. */
  readonly order?: ReplyOrder;
  /** Memory limit of the process in bytes; none unless given. */
  readonly memory?: number;
  readonly onProgress?: (done: number, of: number) => void;
  readonly onNote?: (text: string) => void;
}

/** An evaluation of a model: its report, what was evaluated on what, and every trial. */
export interface Evaluation extends EvalReport {
  readonly model: string;
  readonly tasks: string;
  readonly trials: readonly Trial[];
}

/**
 * Evaluates a model by its name on tasks by their name, greedily, asked as its adapter was trained.
 *
 * The backend must have been loaded.
 */
export async function evaluateModel(options: EvaluateModelOptions): Promise<Evaluation> {
  const { model, adapter, limit = 0, batchSize = 64, memory } = options;
  const { format, maxTokens, reading, readingTemperature } = await askingOf(options);
  const tasks = await loadEvaluationTasks(options.tasks, limit);
  const policy = await loadModel(
    model,
    { ...(adapter !== undefined && { adapter }), ...(memory !== undefined && { memory }) },
    options.onNote,
  );
  try {
    const trials: Trial[] = [];
    const asked = {
      ...{ batchSize, format, sampling: { maxTokens }, failOnError: true },
      ...(reading === 'expectation' && {
        method: confidenceExpectation({ temperature: readingTemperature }),
      }),
    };
    for await (const batch of evaluate(policy, tasks, asked)) {
      trials.push(...batch);
      options.onProgress?.(trials.length, tasks.length);
    }
    return { ...evalReport(trials), model, tasks: options.tasks, trials };
  } finally {
    policy.dispose();
  }
}

/** Refuses a file that no evaluation can be written to, before the evaluation and not after it. */
export async function assertWritable(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await access(dirname(file), constants.W_OK);
    if ((await stat(file).catch(() => null))?.isDirectory()) throw new Error('it is a folder');
  } catch (cause) {
    throw new EchoError(
      'write-failed',
      `No report can be written to ${file} (${(cause as Error).message}); choose another --out.`,
      { cause },
    );
  }
}

/** Writes an evaluation as JSON, whole or not at all. */
export async function writeEvaluation(file: string, evaluation: Evaluation): Promise<void> {
  await writeAtomically(file, `${JSON.stringify(evaluation, null, 2)}\n`).catch((cause) => {
    throw new EchoError(
      'write-failed',
      `The report could not be written to ${file} (${cause.message}); choose another --out.`,
      { cause },
    );
  });
}
