import { readFile } from 'node:fs/promises';
import { type Completer, EchoError } from '@echo/core';
import type { EvaluateOptions } from '@echo/eval';
import type { Asking } from '@echo/run/node';
import type { Task } from '@echo/tasks';
import { misuse } from 'echo-rl/commands';
import type { CompleterArguments, ModelArguments } from './completer-options.js';
import { methodsOf, usualMethod } from './methods-of.js';

/** A model that a command asks. */
export interface OpenedCompleter {
  readonly completer: Completer;
  /** Its name in logs and reports. */
  readonly name: string;
  dispose(): void;
}

/** Opens the model that the flags name: a local policy, a server, or a recording. */
export async function openCompleter(options: ModelArguments): Promise<OpenedCompleter> {
  const { model, adapter, url, recorded, keyVariable } = options;
  if (url !== undefined && recorded !== undefined) misuse('give either --url or --recorded.');
  if (adapter !== undefined && (url ?? recorded) !== undefined)
    misuse('--adapter goes on a local model; leave out --url and --recorded.');
  if (recorded !== undefined) return openRecording(recorded);
  if (url === undefined) return openPolicy(options);
  if (!URL.canParse(url)) misuse(`--url wants an address such as http://127.0.0.1:8000/v1, got ${url}.`);
  const { openAICompatible } = await import('@echo/eval/openai');
  const completer = openAICompatible({
    model,
    baseUrl: url,
    ...(keyVariable !== undefined && { apiKeyVariable: keyVariable }),
  });
  return { completer, name: model, dispose: () => {} };
}

async function openRecording(file: string): Promise<OpenedCompleter> {
  const { recordedCompleter } = await import('@echo/eval');
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new EchoError(
      'not-found',
      `The recording ${file} cannot be read (${cause.message}); name another.`,
    );
  });
  return { completer: recordedCompleter(text), name: `recorded ${file}`, dispose: () => {} };
}

async function openPolicy({ model, adapter, memory }: ModelArguments): Promise<OpenedCompleter> {
  const { assertModelName, loadModel, memoryOfMachine } = await import('@echo/run/node');
  assertModelName(model);
  const { loadBackend } = await import('@echo/compute/node');
  const note = (text: string) => process.stderr.write(`${text}\n`);
  note((await loadBackend()).description);
  const policy = await loadModel(
    model,
    { memory: memory ?? memoryOfMachine(), ...(adapter !== undefined && { adapter }) },
    note,
  );
  const name = adapter === undefined ? model : `${model} with ${adapter}`;
  return { completer: policy, name, dispose: () => policy.dispose() };
}

/** The tasks that the flags name. */
export async function namedTasks({ tasks, split, limit }: CompleterArguments): Promise<readonly Task[]> {
  const { loadEvaluationTasks } = await import('@echo/run/node');
  if (split === undefined) return loadEvaluationTasks(tasks, limit);
  if (!['train', 'dev', 'test'].includes(split)) misuse(`--split is train, dev or test, got ${split}.`);
  if (tasks !== 'builtin') misuse('--split is of the built-in tasks; leave it out, or leave out --tasks.');
  return loadEvaluationTasks(`builtin:${split}`, limit);
}

/** The options of an evaluation that say how a model is asked. */
type AskingEvaluation = Pick<
  EvaluateOptions,
  'method' | 'format' | 'sampling' | 'batchSize' | 'concurrency' | 'attemptTimeout'
>;

/** How a model is asked: as the flags say, else as its adapter was trained. */
export function evaluateOptions(
  { batch, concurrency, timeout }: ModelArguments,
  asking: Asking,
): AskingEvaluation {
  const [method] = methodsOf(usualMethod(asking));
  return {
    ...(method && { method }),
    format: asking.format,
    sampling: { maxTokens: asking.maxTokens },
    batchSize: batch,
    concurrency,
    ...(timeout !== undefined && { attemptTimeout: timeout }),
  };
}
