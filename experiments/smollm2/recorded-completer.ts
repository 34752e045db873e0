import type { Completer, Completion } from '@echo/core';
import type { Policy } from '@echo/policy';

/** A policy as a completer, and the completions that it has given last. */
export function recordedCompleter(policy: Policy): {
  readonly completer: Completer;
  readonly last: () => readonly Completion[];
} {
  let completions: readonly Completion[] = [];
  const completer: Completer = {
    ...policy,
    completeGroups: async (prompts, options) => {
      const groups = await policy.completeGroups(prompts, options);
      completions = groups.flat();
      return groups;
    },
  };
  return { completer, last: () => completions };
}
