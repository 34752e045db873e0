/**
 * Tokens that end a turn in the chat formats of published models, whatever a file's metadata call its end.
 */
const TURN_ENDS: ReadonlySet<string> = new Set([
  '<|im_end|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|end|>',
  '<end_of_turn>',
  '<|end_of_turn|>',
]);

/** Whether a token of this text ends turns. */
export function endsTurns(content: string): boolean {
  return TURN_ENDS.has(content);
}

/** The longest of some tokens that a text begins with, spaces aside. */
export function tokenAtStart<T extends { readonly content: string }>(
  text: string,
  tokens: readonly T[],
): T | undefined {
  const start = text.trimStart();
  return tokens
    .filter(({ content }) => content !== '' && start.startsWith(content))
    .sort((a, b) => b.content.length - a.content.length)[0];
}
