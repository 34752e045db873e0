import type { Completer, CompletionOptions, Prompt, TextCompletion } from '@echo/core';

interface Call {
  readonly prompt: Prompt;
  readonly options: CompletionOptions;
  readonly resolve: (completions: readonly TextCompletion[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A completer that answers many prompts at once. */
type GroupCompleter = Completer & Required<Pick<Completer, 'completeGroups'>>;

/**
 * Gathers the calls of one turn of the event loop, so that prompts with equal options go through the
 * completer together.
 */
export function batched(completer: GroupCompleter): Completer {
  let calls: Call[] = [];
  const send = (): void => {
    const taken = calls;
    calls = [];
    for (const group of byOptions(taken)) void answer(completer, group);
  };
  return {
    complete: (prompt, options = {}) =>
      new Promise((resolve, reject) => {
        if (calls.length === 0) setTimeout(send, 0);
        calls.push({ prompt, options, resolve, reject });
      }),
    ...(completer.logLikelihoods && {
      logLikelihoods: (prompt, continuations) =>
        completer.logLikelihoods?.(prompt, continuations) ?? Promise.resolve([]),
    }),
    ...(completer.confidenceDistribution && {
      confidenceDistribution: (prompt, before) =>
        completer.confidenceDistribution?.(prompt, before) ?? Promise.resolve([]),
    }),
  };
}

async function answer(completer: GroupCompleter, calls: readonly Call[]): Promise<void> {
  try {
    const prompts = calls.map(({ prompt }) => prompt);
    const groups = await completer.completeGroups(prompts, calls[0]?.options);
    calls.forEach(({ resolve }, i) => {
      resolve(groups[i] ?? []);
    });
  } catch (error) {
    for (const { reject } of calls) reject(error);
  }
}

function byOptions(calls: readonly Call[]): readonly (readonly Call[])[] {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const { signal: _, ...options } = call.options;
    const key = JSON.stringify(options);
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  return [...groups.values()];
}
