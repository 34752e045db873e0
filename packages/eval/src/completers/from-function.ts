import type { Completer, CompletionOptions, Prompt, TextCompletion } from '@echo/core';

/** What a function may answer a prompt with: a text, or a whole completion. */
export type FunctionReply = string | TextCompletion;

/** A completer of a function that answers one prompt; it is called `n` times for `n` completions. */
export function fromFunction(
  reply: (prompt: Prompt, options: CompletionOptions) => FunctionReply | Promise<FunctionReply>,
): Completer {
  return {
    complete: async (prompt, options = {}) => {
      const { n = 1, ...single } = options;
      const replies = Array.from({ length: n }, () => reply(prompt, single));
      return (await Promise.all(replies)).map((given) =>
        typeof given === 'string' ? { text: given, finishReason: 'stop' } : given,
      );
    },
  };
}
