import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenTrie } from './token-trie.js';

const sequences = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }), { maxLength: 8 });

test('each sequence is the path to its node, and each prefix has one node', () => {
  fc.assert(
    fc.property(sequences, (given) => {
      const { tree, ends } = tokenTrie(given.map((ids) => Int32Array.from(ids)));
      const pathTo = (node: number): readonly number[] =>
        node < 0 ? [] : [...pathTo(tree.parents[node] as number), tree.ids[node] as number];
      expect(Array.from(ends, pathTo)).toEqual(given);
      const prefixes = given.flatMap((ids) => ids.map((_, at) => ids.slice(0, at + 1).join()));
      expect(tree.ids.length).toBe(new Set(prefixes).size);
      expect([...tree.parents].every((parent, node) => parent < node)).toBe(true);
    }),
  );
});

test('an empty sequence ends before the first node', () => {
  expect([...tokenTrie([new Int32Array()]).ends]).toEqual([-1]);
});
