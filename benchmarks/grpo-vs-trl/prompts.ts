import type { Prompt } from '@echo/core';
import { builtinTasks } from '@echo/tasks/node';

/**
 * Chat prompts of questions of the built-in set, each as long as it can be without exceeding `tokens` by more
 * than a few.
 */
export function chatPrompts(
  encode: (prompt: Prompt) => Int32Array,
  count: number,
  tokens: number,
): readonly Prompt[] {
  const words = builtinTasks('dev').flatMap((task) => task.question.split(' '));
  return Array.from({ length: count }, (_, p) => {
    const target = tokens - 4 + ((p * 3) % 8);
    const asked = (n: number): Prompt => [
      { role: 'user', content: words.slice(p * tokens, p * tokens + n).join(' ') },
    ];
    let n = 1;
    while (encode(asked(n)).length < target) n += 1;
    return asked(n);
  });
}
