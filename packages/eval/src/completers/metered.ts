import type { Completer, CompletionOptions, TextCompletion, TokenUsage } from '@echo/core';

/** A completer that adds up the tokens of its calls. */
export interface Meter {
  readonly completer: Completer;
  /** Undefined while no completion told its usage. */
  usage(): TokenUsage | undefined;
}

/** Counts the tokens of a completer's calls, and hands every call this signal unless it has one. */
export function metered(completer: Completer, signal?: AbortSignal): Meter {
  let total: TokenUsage | undefined;
  const count = (completions: readonly TextCompletion[]): void => {
    for (const { usage } of completions) if (usage) total = addUsage(total, usage);
  };
  const { logLikelihoods } = completer;
  return {
    completer: {
      async complete(prompt, options) {
        const completions = await completer.complete(prompt, withSignal(options, signal));
        count(completions);
        return completions;
      },
      ...(logLikelihoods && { logLikelihoods: logLikelihoods.bind(completer) }),
    },
    usage: () => total,
  };
}

/** The tokens of both together. */
export function addUsage(a: TokenUsage | undefined, b: TokenUsage): TokenUsage {
  return {
    inputTokens: (a?.inputTokens ?? 0) + b.inputTokens,
    outputTokens: (a?.outputTokens ?? 0) + b.outputTokens,
  };
}

function withSignal(
  options: CompletionOptions | undefined,
  signal: AbortSignal | undefined,
): CompletionOptions | undefined {
  return signal && !options?.signal ? { ...options, signal } : options;
}
