import type { CompletionNode } from './completion-tree.js';

/** A text between single quotes, as POSIX shells read it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The paths of all commands as a pattern of `case`. */
export function pathPatterns(nodes: readonly CompletionNode[]): string {
  return nodes.flatMap(({ path }) => path || []).join(' | ');
}

/** The options that take a value, as patterns of `case` for `PATH OPTION`; those without choices in one. */
export function optionCases(
  nodes: readonly CompletionNode[],
): readonly { readonly pattern: string; readonly choices: readonly string[] }[] {
  const all = nodes.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, choices }) => ({
        pattern: flags.map((flag) => quoted(`${path} ${flag}`)).join(' | '),
        choices,
      })),
  );
  const free = all.filter(({ choices }) => choices.length === 0).map(({ pattern }) => pattern);
  const chosen = all.filter(({ choices }) => choices.length > 0);
  return free.length === 0 ? chosen : [...chosen, { pattern: free.join(' | '), choices: [] }];
}
