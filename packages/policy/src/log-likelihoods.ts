import { EchoError } from '@echo/core';
import * as tf from '@tensorflow/tfjs-core';
import { hiddenStates } from './model/forward.js';
import { packBatch } from './model/packed-batch.js';
import type { PassContext } from './model/pass-context.js';
import { tidy } from './model/tidy.js';
import { headLogProbs } from './model/token-log-probs.js';
import { tokenTrie } from './model/token-trie.js';

/**
 * The log-probability of each token sequence after a prompt: the sum over its tokens, [·] in nats.
 *
 * What several sequences begin with is computed once.
 *
 * @throws EchoError `invalid-input` for an empty sequence.
 */
export function logLikelihoods(
  pass: PassContext,
  prompt: Int32Array,
  sequences: readonly Int32Array[],
): readonly number[] {
  if (sequences.length === 0) return [];
  if (sequences.some((ids) => ids.length === 0))
    throw new EchoError(
      'invalid-input',
      'Expected every text to have at least one token; leave out empty ones.',
    );
  const { tree, ends } = tokenTrie(sequences);
  const { ops, model } = pass;
  const perNode = tidy(() => {
    const states = ops.toTensor(hiddenStates(pass, packBatch([prompt], tree)));
    // Row 0 is after the prompt, row 1 + n after node n.
    const before = tf.gather(
      states,
      tf.tensor1d(
        tree.parents.map((parent) => 1 + parent),
        'int32',
      ),
    );
    return headLogProbs(before, model.head, tree.ids).dataSync();
  });
  const upTo: number[] = [];
  for (const [node, parent] of tree.parents.entries())
    upTo.push((perNode[node] as number) + (upTo[parent] ?? 0));
  return Array.from(ends, (node) => upTo[node] as number);
}
