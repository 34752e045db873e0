import type { CompletionOptions, SampledToken, TextCompletion, TokenLogProb } from '@echo/core';
import type OpenAI from 'openai';
import { restoreStop } from '../internal/restore-stop.js';

/** The completions of a response; the first has the usage of all. */
export function completionsOf(
  response: OpenAI.Chat.ChatCompletion,
  { stop }: CompletionOptions,
): readonly TextCompletion[] {
  const { usage } = response;
  const counted = usage && {
    usage: { inputTokens: usage.prompt_tokens ?? 0, outputTokens: usage.completion_tokens ?? 0 },
  };
  return (response.choices ?? []).map((choice, i) => {
    const { message, finish_reason: reason, logprobs } = choice;
    const text = message?.content ?? message?.refusal ?? '';
    const tokens = logprobs?.content?.map(tokenOf);
    return {
      text: reason === 'length' ? text : restoreStop(text, stop),
      finishReason: reason === 'length' ? 'length' : 'stop',
      ...(i === 0 && counted),
      ...(tokens && tokens.length > 0 && { tokens }),
    };
  });
}

function tokenOf(given: OpenAI.Chat.ChatCompletionTokenLogprob): SampledToken {
  return { ...logProbOf(given), top: (given.top_logprobs ?? []).map(logProbOf) };
}

/** Servers round, so that a log-probability may end up a little above 0; some give none for a first token. */
function logProbOf({ token, logprob }: { readonly token: string; readonly logprob: unknown }): TokenLogProb {
  const isNumber = typeof logprob === 'number' && !Number.isNaN(logprob);
  return { token, logprob: isNumber ? Math.min(0, logprob) : Number.NEGATIVE_INFINITY };
}
