import { STATUS_CODES } from 'node:http';
import { Writable } from 'node:stream';
import { TfjsNativeError } from '../tfjs-native-error.js';

const REDIRECTS = 10;

/**
 * The `highWaterMark` of streams that never apply backpressure, for bodies to be written to.
 * undici 7 ends the process when a server closes the connection under backpressure (nodejs/undici#5360).
 */
export const NO_BACKPRESSURE = Number.MAX_SAFE_INTEGER;

/** The URL of an answer after redirects, and its media type. */
export interface Answer {
  readonly url: string;
  readonly type: string;
}

/**
 * Writes the body at a URL into `open()`, through the proxies of the environment. Name and password in the
 * URL are sent to its own host only.
 *
 * @throws TfjsNativeError `download-failed` when the answer is not a success; another error when there is no
 *   answer.
 */
export async function httpGet(url: string, accept: string, open: () => Writable): Promise<Answer> {
  let at = url;
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    const { status, location, type } = await getOnce(at, accept, open);
    if (status === 200) return { url: withoutCredentials(at), type };
    if (status < 300 || status >= 400 || location === '') {
      throw new TfjsNativeError(
        'download-failed',
        `${withoutCredentials(at)} answered ${status} ${STATUS_CODES[status] ?? ''}.`,
      );
    }
    at = new URL(location, withoutCredentials(at)).href;
  }
  throw new TfjsNativeError(
    'download-failed',
    `${withoutCredentials(url)} redirects more than ${REDIRECTS} times.`,
  );
}

/** A URL without user name and password, for messages. */
export function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

async function getOnce(
  url: string,
  accept: string,
  open: () => Writable,
): Promise<{ status: number; location: string; type: string }> {
  const { EnvHttpProxyAgent, stream } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    connectTimeout: 20_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  let answer = { status: 0, location: '', type: '' };
  try {
    await stream(
      withoutCredentials(url),
      { method: 'GET', headers: { accept, ...authorization(url) }, dispatcher },
      ({ statusCode, headers }) => {
        const header = (name: string): string => String((headers as Record<string, unknown>)[name] ?? '');
        answer = { status: statusCode, location: header('location'), type: header('content-type') };
        return statusCode === 200 ? open() : discard();
      },
    );
  } finally {
    await dispatcher.destroy();
  }
  return answer;
}

function authorization(url: string): { authorization?: string } {
  const { username, password } = new URL(url);
  if (username === '') return {};
  return {
    authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`,
  };
}

function discard(): Writable {
  return new Writable({ highWaterMark: NO_BACKPRESSURE, write: (_chunk, _encoding, done) => done() });
}
