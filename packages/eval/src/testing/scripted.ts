import type { Completer, CompletionOptions, Prompt, SampledToken, TextCompletion } from '@echo/core';
import { fromFunction } from '../completers/from-function.js';

/** The response format of a confidence in per cent and an answer. */
export function response(percent: number, answer: string): string {
  return `<confidence>${percent}</confidence><answer>${answer}</answer>`;
}

/** A completer that gives these texts in turn, again and again, and keeps what it was asked. */
export function scripted(
  texts: readonly (string | TextCompletion)[],
): Completer & { readonly calls: readonly { prompt: Prompt; options: CompletionOptions }[] } {
  const calls: { prompt: Prompt; options: CompletionOptions }[] = [];
  let next = 0;
  const completer = fromFunction((prompt, options) => {
    calls.push({ prompt, options });
    return texts[next++ % texts.length] ?? '';
  });
  return { ...completer, calls };
}

/** A sampled token of this probability, and others in its place. */
export function token(
  text: string,
  probability: number,
  others: Readonly<Record<string, number>> = {},
): SampledToken {
  const top = Object.entries({ [text]: probability, ...others })
    .map(([other, p]) => ({ token: other, logprob: Math.log(p) }))
    .sort((a, b) => b.logprob - a.logprob);
  return { token: text, logprob: Math.log(probability), top };
}

/** A completion spelled by tokens. */
export function spelled(...tokens: readonly SampledToken[]): TextCompletion {
  return { text: tokens.map((of) => of.token).join(''), finishReason: 'stop', tokens };
}
