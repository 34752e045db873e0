import { STATUS_CODES } from 'node:http';
import { Writable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { DownloadError } from './download-error.js';

const REDIRECTS = 10;
/** Attempts where there is no connection or the server is busy. */
export const ATTEMPTS = 5;
/** The longest time that a server's Retry-After is waited for. */
const LONGEST_WAIT_MS = 300_000;

/**
 * The `highWaterMark` of streams that never apply backpressure, for bodies to be written to.
 * undici 7 ends the process when a server closes the connection under backpressure (nodejs/undici#5360).
 */
export const NO_BACKPRESSURE = Number.MAX_SAFE_INTEGER;

/** The head of an answer, after redirects. */
export interface Answer {
  readonly status: number;
  /** Where it came from, without user name and password. */
  readonly url: string;
  header(name: string): string | undefined;
}

/**
 * Writes the body at a URL into `open(answer)`, or drops it where that is null.
 *
 * It goes through the proxies of the environment and follows redirects. Where the connection fails or the
 * server is busy (429 and 5xx) it makes up to five attempts, after the time in Retry-After or a quarter of a
 * second that doubles; a body that breaks off is gone on with where the server gives parts. Name and password
 * in the URL and the header `authorization` are sent to its own origin only.
 *
 * @throws DownloadError for endless redirects; another error when there is no answer.
 */
export async function httpGet(
  url: string,
  headers: Readonly<Record<string, string>>,
  open: (answer: Answer) => Writable | null,
): Promise<Answer> {
  const { stream } = await import('undici');
  const { dispatcher, close } = await retryingDispatcher({ redirects: REDIRECTS });
  let answer: Answer | null = null;
  try {
    await stream(
      withoutCredentials(url),
      { method: 'GET', headers: { ...authorization(url), ...headers }, dispatcher },
      ({ statusCode, headers: received, context }) => {
        const found = received as Readonly<Record<string, string | undefined>>;
        const { history } = (context ?? {}) as { history?: readonly URL[] };
        answer = {
          status: statusCode,
          url: history?.at(-1)?.href ?? withoutCredentials(url),
          header: (name) => found[name],
        };
        return open(answer) ?? discard();
      },
    );
  } catch (error) {
    throw error instanceof Error && /^Redirect loop detected/.test(error.message) ? endless(url) : error;
  } finally {
    await close();
  }
  const { status, header } = answer as unknown as Answer;
  if (status >= 300 && status < 400 && header('location') !== undefined) throw endless(url);
  return answer as unknown as Answer;
}

/**
 * A connection to anywhere, through the proxies of the environment, that tries again.
 *
 * @param options.redirects how many redirects it follows, for APIs of undici that follow none themselves.
 */
export async function retryingDispatcher({
  redirects = 0,
}: {
  redirects?: number;
} = {}): Promise<{ dispatcher: Dispatcher; close: () => Promise<void> }> {
  const { EnvHttpProxyAgent, interceptors } = await import('undici');
  const agent = new EnvHttpProxyAgent({
    connectTimeout: 20_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  const dispatcher = agent.compose(
    interceptors.retry({
      throwOnError: false,
      methods: ['GET', 'HEAD'], // the body of a POST can be sent once only
      maxRetries: ATTEMPTS - 1,
      minTimeout: 250,
      maxTimeout: LONGEST_WAIT_MS,
      statusCodes: [429, 500, 502, 503, 504],
      errorCodes: RETRIED,
    }),
    interceptors.redirect({ maxRedirections: redirects }),
  );
  return { dispatcher, close: () => agent.destroy() };
}

/** Failures of a connection that may pass. */
const RETRIED = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
];

/** A URL without user name and password, for messages. */
export function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

function authorization(url: string): { authorization?: string } {
  const { username, password } = new URL(url);
  if (username === '') return {};
  return {
    authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`,
  };
}

/** The problem of an answer whose status is not among those wanted. */
export function refused({ status, url }: Answer): DownloadError {
  return new DownloadError('status', url, `answered ${status} ${STATUS_CODES[status] ?? ''}`);
}

function endless(url: string): DownloadError {
  return new DownloadError('redirects', withoutCredentials(url), `redirects more than ${REDIRECTS} times`);
}

function discard(): Writable {
  return new Writable({ highWaterMark: NO_BACKPRESSURE, write: (_chunk, _encoding, done) => done() });
}
