import type { Completion, Prompt } from '@echo/core';
import type { Backend, PolicyMoment } from '../../backend.js';

/** Someone who answers: the embedded policy at a moment, or a named completer of the server. */
export interface Answerer {
  /** Stands in the address. */
  readonly name: string;
  readonly label: string;
  /** Whether its distribution over confidences is known. */
  readonly hasDistribution: boolean;
  ask(prompt: Prompt, options: AskOptions): AsyncIterable<AnswerEvent>;
}

export interface AskOptions {
  readonly temperature: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

export type AnswerEvent =
  | { readonly type: 'distribution'; readonly probabilities: readonly number[] }
  | { readonly type: 'piece'; readonly text: string }
  | { readonly type: 'end'; readonly finishReason: Completion['finishReason'] };

/** Longer replies are stopped: some models never end. */
const MOST_TOKENS = 512;
const LONGEST = 20_000;

const MOMENTS: Readonly<Record<PolicyMoment, string>> = {
  before: 'embedded policy, before training',
  after: 'embedded policy, after training',
};

/** Everybody whom this backend can ask. */
export function answerersOf({ policy, server }: Backend, completers: readonly string[]): readonly Answerer[] {
  const embedded = policy
    ? (Object.entries(MOMENTS) as [PolicyMoment, string][]).map(
        ([moment, label]): Answerer => ({
          name: `nano-${moment}`,
          label,
          hasDistribution: true,
          ask: (prompt, { temperature, seed, signal }) =>
            policy.generate(prompt, { moment, temperature, seed, signal, maxTokens: 64 }),
        }),
      )
    : [];
  const named = server
    ? completers.map(
        (name): Answerer => ({
          name,
          label: name,
          hasDistribution: false,
          async *ask(prompt, { temperature, signal }) {
            let length = 0;
            for await (const text of server.complete(name, prompt, {
              temperature,
              maxTokens: MOST_TOKENS,
              signal,
            })) {
              yield { type: 'piece', text: text.slice(0, LONGEST - length) };
              length += text.length;
              if (length >= LONGEST) break;
            }
            yield { type: 'end', finishReason: length >= LONGEST ? 'length' : 'stop' };
          },
        }),
      )
    : [];
  return [...embedded, ...named];
}
