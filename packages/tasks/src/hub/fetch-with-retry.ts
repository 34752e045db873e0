import { setTimeout as sleep } from 'node:timers/promises';

export const ATTEMPTS = 5;
const LONGEST_WAIT_MS = 300_000;

/**
 * `fetch` with up to five attempts when the connection fails or the server is busy (429 and 5xx).
 *
 * It waits for the time the server asks for in Retry-After, at most five minutes, else after a quarter of a
 * second that doubles.
 *
 * Gives what came last.
 */
export const fetchWithRetry: typeof fetch = async (input, init) => {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(input, init);
      const isBusy = response.status === 429 || response.status >= 500;
      if (!isBusy || attempt === ATTEMPTS) return response;
      await response.body?.cancel();
      await sleep(waitMs(attempt, response.headers.get('retry-after'), Date.now()));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(waitMs(attempt));
    }
  }
};

/**
 * The milliseconds to wait after the `attempt`th failure.
 *
 * `retryAfter` is a number of seconds, or a date to compare with `now`.
 */
export function waitMs(attempt: number, retryAfter: string | null = null, now = 0): number {
  const text = retryAfter?.trim() ?? '';
  const asked = /^\d+$/.test(text) ? 1000 * Number(text) : Date.parse(text) - now;
  const wait = Number.isNaN(asked) ? 250 * 2 ** (attempt - 1) : asked;
  return Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}
