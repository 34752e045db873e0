import { type Prompt, stopSequences } from '@echo/core';
import { confidenceDistribution, confidenceTrie } from '@echo/grpo';
import type { Policy } from '@echo/policy';
import type { GenerationEvent } from '../backend.js';
import type { WorkerSampling } from './worker-api.js';

/** The most tokens of a completion, as in the demo's configuration. */
export const MAX_TOKENS = 24;

/**
 * Writes a completion: the distribution over confidences, each piece of text as it is sampled, then the
 * whole.
 *
 * Greedy unless a temperature is given, with which nothing is cut off (top-p 1).
 */
export async function generate(
  policy: Policy,
  prompt: Prompt,
  { temperature = 0, maxTokens = MAX_TOKENS, seed = 0 }: WorkerSampling,
  onEvent: (event: GenerationEvent) => void,
): Promise<void> {
  const probabilities = confidenceDistribution(policy, confidenceTrie(policy.tokenizer), prompt);
  onEvent({ type: 'distribution', probabilities });
  let told = '';
  const tell = (text: string) => {
    if (text.length > told.length) onEvent({ type: 'piece', text: text.slice(told.length) });
    told = text;
  };
  const { groups } = await policy.sample([prompt], {
    temperature,
    maxTokens,
    seed,
    topP: 1,
    stop: stopSequences(),
    // A character cut in the middle is told with the token that ends it.
    onToken: ({ text }) => {
      if (!text.endsWith('\u{fffd}')) tell(text);
    },
  });
  const completion = groups[0]?.[0];
  if (!completion) return;
  tell(completion.text);
  onEvent({ type: 'end', text: completion.text, finishReason: completion.finishReason });
}
