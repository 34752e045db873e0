import type { Completer, CompletionOptions } from '@echo/core';
import pRetry from 'p-retry';
import pTimeout from 'p-timeout';
import { expectPositive, expectWhole } from '../internal/expect.js';
import { isTransient, retryAfter } from './transient-error.js';

export interface RetryOptions {
  /** How often a call that failed is made again; 5 unless given. */
  readonly retries?: number;
  /** Seconds that one attempt may take; no limit unless given. */
  readonly attemptTimeout?: number;
  /**
   * Seconds before the first retry, doubled for each after it, times a random factor in [1, 2]; 1 unless
   * given.
   */
  readonly retryDelay?: number;
}

/** The longest wait between two attempts, in seconds, unless a service asks for a longer one. */
const MAX_DELAY = 60;
/** A service that asks for a longer wait than this, in seconds, has failed the call. */
const MAX_RETRY_AFTER = 600;

/**
 * A completer that makes calls again after network errors, time-outs, and the statuses 408, 409, 425, 429
 * and 5xx.
 *
 * It waits exponentially longer with jitter, and at least as long as `Retry-After` asks. The signal of a
 * call ends the waiting too. Throws what the last attempt threw.
 */
export function withRetry(
  completer: Completer,
  { retries = 5, attemptTimeout, retryDelay = 1 }: RetryOptions = {},
): Completer {
  expectWhole('retries', retries, 0);
  expectPositive('attemptTimeout', attemptTimeout);
  expectPositive('retryDelay', retryDelay);
  const call = async <T>(
    attempt: (options: CompletionOptions) => Promise<T>,
    options: CompletionOptions = {},
  ): Promise<T> => {
    try {
      return await limited(attempt, options, attemptTimeout);
    } catch (first) {
      if (retries === 0 || !isTransient(first) || options.signal?.aborted) throw first;
      const again = (number: number) =>
        number === 1 ? Promise.reject(first) : limited(attempt, options, attemptTimeout);
      return pRetry(again, {
        retries,
        minTimeout: retryDelay * 1000,
        maxTimeout: MAX_DELAY * 1000,
        randomize: true,
        ...(options.signal && { signal: options.signal }),
        shouldRetry: ({ error }) => isTransient(error) && !options.signal?.aborted,
        onFailedAttempt: ({ error, retriesLeft }) =>
          retriesLeft > 0 && isTransient(error) ? waitAsAsked(error, options.signal) : undefined,
      });
    }
  };
  const { completeGroups, stream, logLikelihoods } = completer;
  return {
    complete: (prompt, options) => call((given) => completer.complete(prompt, given), options),
    ...(completeGroups && {
      completeGroups: (prompts, options) =>
        call((given) => completeGroups.call(completer, prompts, given), options),
    }),
    ...(stream && { stream: stream.bind(completer) }),
    ...(logLikelihoods && {
      logLikelihoods: (prompt, continuations) =>
        call(() => logLikelihoods.call(completer, prompt, continuations)),
    }),
  };
}

/** One attempt, whose signal ends it when the time is over. */
async function limited<T>(
  attempt: (options: CompletionOptions) => Promise<T>,
  options: CompletionOptions,
  seconds: number | undefined,
): Promise<T> {
  if (seconds === undefined) return attempt(options);
  const over = new AbortController();
  const abort = () => over.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    return await pTimeout(attempt({ ...options, signal: over.signal }), {
      milliseconds: seconds * 1000,
      message: `The call took longer than ${seconds} s; raise \`attemptTimeout\` or lower \`maxTokens\`.`,
    });
  } finally {
    over.abort();
    options.signal?.removeEventListener('abort', abort);
  }
}

async function waitAsAsked(error: Error, signal: AbortSignal | undefined): Promise<void> {
  const seconds = retryAfter(error);
  if (seconds === null) return;
  if (seconds > MAX_RETRY_AFTER) throw error;
  await new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal?.addEventListener('abort', end, { once: true });
  });
}
