import { loadBackend } from '@echo/compute/node';
import { loadNano } from '@echo/nano/node';
import { parseResponse } from '@echo/parser';
import { adapterParameters, type Policy } from '@echo/policy';
import { presets } from '@echo/reward';
import { renderPrompt } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConfidenceTrie, confidenceLogProbs, confidenceTrie } from './confidence-trie.js';
import { confidenceLoss, rewardsAfterAnswers } from './exact-confidence.js';
import { disposeGradients, gradientsOf } from './gradients.js';
import { confidenceTargets } from './own-verdict.js';
import type { Rollout, RolloutGroup } from './rollout.js';
import { detachedTrie, type TrieAfterAnswer, trieAfterAnswer } from './trie-after-answer.js';

/** Two characters a token: a tag may end in the middle of one. */
const pairs = {
  encode: (text: string) =>
    Int32Array.from(
      text.match(/.{1,2}/gs) ?? [],
      (pair) => pair.charCodeAt(0) * 256 + (pair.charCodeAt(1) || 0),
    ),
  decode: (ids: ArrayLike<number>) =>
    Array.from(
      ids,
      (id) => String.fromCharCode(id >> 8) + (id & 255 ? String.fromCharCode(id & 255) : ''),
    ).join(''),
};
const letters = {
  encode: (text: string) => Int32Array.from(text, (letter) => letter.charCodeAt(0)),
  decode: (ids: ArrayLike<number>) => String.fromCharCode(...Array.from(ids)),
};

function rollout(text: string, tokenIds: Int32Array, correct = true): Rollout {
  return {
    completion: { text, tokenIds, logProbs: new Float32Array(tokenIds.length), finishReason: 'stop' },
    result: { parsed: parseResponse(text) },
    reward: { total: Number(correct), correct, components: [] },
  } as unknown as Rollout;
}
const answered = (answer: string, percent = 70) =>
  `<answer>${answer}</answer><confidence>${percent}</confidence>`;

test('the trie stands after the opening tag of the rollout, and takes the place of the tag’s tokens', () => {
  const trie = confidenceTrie(letters);
  const text = answered('Rio');
  const found = trieAfterAnswer(trie, rollout(text, letters.encode(text)), letters) as TrieAfterAnswer;
  const before = '<answer>Rio</answer>';
  const opened = `${before}<confidence>`;
  expect(letters.decode(found.tree.ids.subarray(0, opened.length))).toBe(opened);
  expect(found.tokens).toEqual({ start: before.length, end: text.length });
  // Row 0 is after the prompt, row n after the nth token: the first branch node follows the opening tag.
  expect((trie.branchNodes[0] ?? 0) + found.offset).toBe(opened.length);
  const nodes = trie.tree.ids.length - '<confidence>'.length;
  expect(found.tree.ids).toHaveLength(opened.length + nodes);
  expect([...found.tree.parents.subarray(0, opened.length)]).toEqual(
    Array.from({ length: opened.length }, (_, node) => node - 1),
  );
  expect(found.tree.parents[opened.length]).toBe(opened.length - 1);
});

test('a token that spans the answer and the tag stays with the answer', () => {
  // As tokenizers of Qwen and SmolLM2 do, `><` is one token.
  const merging = {
    encode: (text: string) =>
      Int32Array.from(text.match(/><|./gs) ?? [], (part) => (part === '><' ? 1 : part.charCodeAt(0))),
    decode: (ids: ArrayLike<number>) =>
      Array.from(ids, (id) => (id === 1 ? '><' : String.fromCharCode(id))).join(''),
  };
  const text = answered('Rio');
  const ids = merging.encode(text);
  const found = trieAfterAnswer(confidenceTrie(merging), rollout(text, ids), merging) as TrieAfterAnswer;
  const { start = 0, end } = found.tokens ?? {};
  expect(merging.decode(ids.subarray(0, start))).toBe('<answer>Rio</answer><');
  expect(end).toBe(ids.length);
  expect(merging.decode(found.tree.ids.subarray(0, found.offset + '<confidence>'.length))).toBe(
    '<answer>Rio</answer><confidence>',
  );
});

test.each([
  ['states its confidence first', '<confidence>70</confidence><answer>Rio</answer>'],
  ['is not well-formed', '<answer>Rio</answer>, 70 %'],
  ['abstains', answered("I don't know", 5)],
])('no trie after a rollout that %s', (_, text) => {
  expect(trieAfterAnswer(confidenceTrie(letters), rollout(text, letters.encode(text)), letters)).toBeNull();
});

test('no trie where no token ends with the opening tag', () => {
  const trie = confidenceTrie(pairs);
  const at = (answer: string) => {
    const text = answered(answer);
    return trieAfterAnswer(trie, rollout(text, pairs.encode(text)), pairs);
  };
  expect(at('Rio')).not.toBeNull();
  expect(at('Oslo')).toBeNull();
});

let policy: Policy;
let trie: ConfidenceTrie;
beforeAll(async () => {
  await loadBackend();
  policy = await loadNano();
  trie = confidenceTrie(policy.tokenizer);
});
afterAll(() => policy.dispose());

/** Two prompts with two rollouts each, one of which states no confidence in its tag. */
function groupsOf(): RolloutGroup[] {
  const texts = [
    [answered('Paris'), answered('the river Rhine, I suppose', 100)],
    ['no tags at all', answered('7', 3)],
  ];
  return texts.map(
    (replies, i) =>
      ({
        promptIds: policy.tokenizer.applyChatTemplate(renderPrompt(builtinTasks('dev')[i] as never)),
        rollouts: replies.map((text, g) => rollout(text, policy.tokenizer.encode(text), g === 0)),
      }) as unknown as RolloutGroup,
  );
}

const triesOf = (groups: readonly RolloutGroup[]) =>
  groups.map(({ rollouts }) =>
    rollouts.map((one) => trieAfterAnswer(trie, one, policy.tokenizer) ?? detachedTrie(trie)),
  );

function logProbsAfterAnswers(groups: readonly RolloutGroup[]): tf.Tensor2D {
  const tries = triesOf(groups);
  const tree = tries.map((group) => group.map((one) => one.tree));
  const prompts = groups.map(({ promptIds }) => promptIds);
  const [{ logits }] = policy.score(prompts, [{ kind: 'tree-logits', tree, candidates: trie.candidates }]);
  const offsets = tries.flat().map(({ offset }) => offset);
  return confidenceLogProbs(trie, logits, offsets);
}

test('the probabilities of the 101 confidences are those of the tokens after the answer', () => {
  const groups = groupsOf();
  const stated = tf.tidy(() => logProbsAfterAnswers(groups).arraySync());
  expect(stated).toHaveLength(4);
  for (const row of stated) expect(row.reduce((sum, x) => sum + Math.exp(x), 0)).toBeCloseTo(1, 5);
  const percents = [0, 7, 42, 100];
  groups.forEach((group, p) => {
    group.rollouts.forEach(({ completion: { text } }, g) => {
      const answer = /^<answer>.*<\/answer>/.exec(text)?.[0];
      if (!answer) return;
      const opened = policy.tokenizer.encode(`${answer}<confidence>`).length;
      const replies = percents.map((percent) =>
        policy.tokenizer.encode(`${answer}<confidence>${percent}</confidence>`),
      );
      const asked = [{ kind: 'log-probs', completions: [replies] }] as const;
      const whole = tf.tidy(
        () => policy.score([group.promptIds], asked)[0].logProbs.arraySync() as number[][],
      );
      const sums = percents.map((percent, i) =>
        (whole[i] as number[])
          .slice(opened, opened + String(percent).length + 1)
          .reduce((sum, x) => sum + x, 0),
      );
      // The trie leaves out what is no integer percentage; the embedded policy hardly ever says that here.
      const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
      const gaps = percents.map((percent, i) => (stated[p * 2 + g]?.[percent] ?? 0) - (sums[i] as number));
      for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(0.3);
      expect(mean(gaps)).toBeGreaterThan(-1e-3);
    });
  });
});

test('its gradient in the adapter is that of finite differences, and nothing leaks', () => {
  const groups = groupsOf();
  const before = tf.memory().numTensors;
  const pay = { reward: presets.honest, targets: confidenceTargets(0.5) };
  const rewards = groups.flatMap((group) => rewardsAfterAnswers(pay, group));
  const rows = triesOf(groups)
    .flat()
    .map(({ tokens }, i) => ({ rewards: rewards[i] as Float32Array, weight: tokens ? 0.25 : 0 }));
  const loss = () =>
    confidenceLoss(logProbsAfterAnswers(groups), rows, { entropyCoefficient: 0.1, weight: 2 });
  const parameters = adapterParameters(policy.adapter);
  const name = [...parameters.keys()].find((key) => /layers\.1\..*v_proj\.lora_B/.test(key)) as string;
  const variable = parameters.get(name) as tf.Variable;
  const { gradients } = gradientsOf(parameters, () => loss());
  const gradient = [...(gradients.get(name)?.dataSync() ?? [])];
  disposeGradients(gradients);
  const start = variable.dataSync().slice() as Float32Array;
  const size = Math.hypot(...gradient);
  const lossAt = (by: number) => {
    const moved = start.map((x, i) => x + (by * (gradient[i] as number)) / size);
    tf.tidy(() => variable.assign(tf.tensor(moved, variable.shape)));
    return tf.tidy(() => loss().dataSync()[0] as number);
  };
  const h = 3e-2;
  const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
  lossAt(0);
  expect(size).toBeGreaterThan(1e-3);
  expect(slope / size).toBeCloseTo(1, 1);
  expect(tf.memory().numTensors).toBe(before);
});
