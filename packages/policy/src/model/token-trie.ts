import type { TokenTree } from './token-batch.js';

/** A token tree of sequences, in which a prefix that several share stands once. */
export interface TokenTrie {
  readonly tree: TokenTree;
  /** The node that each sequence ends at; −1 for an empty one. */
  readonly ends: Int32Array;
}

/**
 * The token trie of some sequences.
 *
 * @example
 * ```ts
 * import { tokenTrie } from '@echo/policy';
 *
 * const { tree, ends } = tokenTrie([Int32Array.of(7, 5), Int32Array.of(7, 6), Int32Array.of(7)]);
 * [...tree.ids]; // → [7, 5, 6]
 * [...tree.parents]; // → [-1, 0, 0]
 * [...ends]; // → [1, 2, 0]
 * ```
 */
export function tokenTrie(sequences: readonly Int32Array[]): TokenTrie {
  const ids: number[] = [];
  const parents: number[] = [];
  const nodes = new Map<string, number>();
  const ends = sequences.map((sequence) => {
    let node = -1;
    for (const id of sequence) {
      const edge = `${node} ${id}`;
      const known = nodes.get(edge) ?? ids.push(id) - 1;
      if (known === parents.length) parents.push(node);
      nodes.set(edge, known);
      node = known;
    }
    return node;
  });
  return {
    tree: { ids: Int32Array.from(ids), parents: Int32Array.from(parents) },
    ends: Int32Array.from(ends),
  };
}
