import { retryingDispatcher } from './http-get.js';

/**
 * `fetch` through the proxies of the environment, with up to five attempts of GET and HEAD when the
 * connection fails or the server is busy. Gives what came last.
 */
export const fetchWithRetry = (async (input: string | URL, init?: object) => {
  const { fetch } = await import('undici');
  const { dispatcher } = await retryingDispatcher(); // its idle connections keep no process alive
  return fetch(input, { ...init, dispatcher });
}) as unknown as typeof fetch;
