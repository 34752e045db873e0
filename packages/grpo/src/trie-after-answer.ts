import type { Tokenizer, TokenTree } from '@echo/policy';
import { confidenceTokens, type TokenRange, tokensCovering } from './confidence-tokens.js';
import type { ConfidenceTrie } from './confidence-trie.js';
import type { Rollout, RolloutGroup } from './rollout.js';

/** The confidence trie after the answer of a rollout. */
export interface TrieAfterAnswer {
  /** The rollout's tokens up to its opening confidence tag, then the trie without that tag. */
  readonly tree: TokenTree;
  /** What is added to a branch node's row of the scored logits, in this tree. */
  readonly offset: number;
  /** The rollout's tokens that the trie takes the place of; null of the trie alone. */
  readonly tokens: TokenRange | null;
}

/**
 * The confidence trie after a rollout's answer, in its own tokens; null where it cannot be attached.
 *
 * It cannot where the rollout has no `confidenceTokens`, or where no token of it ends with the opening tag.
 */
export function trieAfterAnswer(
  trie: ConfidenceTrie,
  rollout: Rollout,
  tokenizer: Pick<Tokenizer, 'decode'>,
): TrieAfterAnswer | null {
  const { tokenIds, text } = rollout.completion;
  const tokens = confidenceTokens(rollout, tokenizer, 'answer-first');
  if (!tokens) return null;
  const opening = openingTag(trie, tokenizer);
  const start = rollout.result.parsed.spans.confidence?.start ?? 0;
  const length = start + opening.length;
  const count = tokensCovering(tokenIds, length, tokenizer);
  const prefix = tokenIds.subarray(0, count);
  if (tokenizer.decode(prefix) !== text.slice(0, length)) return null;
  return { ...attached(trie, prefix), tokens };
}

/** The confidence trie after the answer of every rollout, or alone where it cannot be attached: [P][G]. */
export function triesAfterAnswers(
  trie: ConfidenceTrie,
  groups: readonly Pick<RolloutGroup, 'rollouts'>[],
  tokenizer: Pick<Tokenizer, 'decode'>,
): readonly (readonly TrieAfterAnswer[])[] {
  return groups.map(({ rollouts }) =>
    rollouts.map((rollout) => trieAfterAnswer(trie, rollout, tokenizer) ?? detachedTrie(trie)),
  );
}

/** The confidence trie after the text that a reply has before its confidence. */
export function trieAfterText(
  trie: ConfidenceTrie,
  before: string,
  tokenizer: Pick<Tokenizer, 'decode' | 'encode'>,
): Pick<TrieAfterAnswer, 'tree' | 'offset'> {
  return attached(trie, tokenizer.encode(before + openingTag(trie, tokenizer)));
}

/** The trie alone, which stands in a batch for a rollout that it cannot be attached to. */
export const detachedTrie = (trie: ConfidenceTrie): TrieAfterAnswer => ({
  ...attached(trie, new Int32Array()),
  tokens: null,
});

/** The nodes of the opening tag, which all confidences share: those before the first branch node. */
const openingNodes = ({ branchNodes }: ConfidenceTrie): number => branchNodes[0] ?? 0;

const openingTag = (trie: ConfidenceTrie, tokenizer: Pick<Tokenizer, 'decode'>): string =>
  tokenizer.decode(trie.tree.ids.subarray(0, openingNodes(trie)));

function attached(trie: ConfidenceTrie, prefix: Int32Array): Pick<TrieAfterAnswer, 'tree' | 'offset'> {
  const { tree } = trie;
  const opening = openingNodes(trie);
  const moved = prefix.length - opening;
  const ids = Int32Array.of(...prefix, ...tree.ids.subarray(opening));
  const parents = Int32Array.from(ids, (_, node) =>
    node < prefix.length ? node - 1 : (tree.parents[node - moved] as number) + moved,
  );
  return { tree: { ids, parents }, offset: moved };
}
