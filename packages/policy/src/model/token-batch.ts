/**
 * Token ids of P prompts and of a group of G completions for each: `prompts` [P][·], `completions` [P][G][·].
 */
export interface TokenBatch {
  readonly prompts: readonly Int32Array[];
  readonly completions: readonly (readonly Int32Array[])[];
}

/**
 * A trie of tokens that can follow a prompt: a prefix that several token sequences share is one node,
 * computed once.
 */
export interface TokenTree {
  /** The token of each node, [N]. */
  readonly ids: Int32Array;
  /** The parent of each node, which precedes it in the list; −1 for those that follow the prompt: [N]. */
  readonly parents: Int32Array;
}
