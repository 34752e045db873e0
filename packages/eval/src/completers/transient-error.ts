/**
 * HTTP statuses after which the same call may succeed: time-outs, conflicts, too early, too many, server
 * errors.
 */
const TRANSIENT = new Set([408, 409, 425, 429]);
const NETWORK =
  /^(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|UND_ERR_.*)$/;
/** The deepest cause that is looked at. */
const DEPTH = 5;

/** Whether a call that failed with this may succeed when it is made again. */
export function isTransient(error: unknown): boolean {
  for (const { name, code, isRetryable, message, ...fields } of causes(error)) {
    const status = statusFrom(fields);
    if (status !== undefined) return TRANSIENT.has(status) || status >= 500;
    if (typeof isRetryable === 'boolean') return isRetryable;
    if (typeof code === 'string' && NETWORK.test(code)) return true;
    if (name === 'TimeoutError' || (name === 'TypeError' && message === 'fetch failed')) return true;
  }
  return false;
}

/** The HTTP status an error carries, as `status` or `statusCode`; undefined without one. */
export function statusOf(error: unknown): number | undefined {
  for (const fields of causes(error)) {
    const status = statusFrom(fields);
    if (status !== undefined) return status;
  }
  return undefined;
}

/** The seconds a service asks to wait before the next call; null where it asks nothing. */
export function retryAfter(error: unknown, now = Date.now()): number | null {
  for (const { headers, responseHeaders } of causes(error)) {
    const milliseconds = Number(headerOf(headers ?? responseHeaders, 'retry-after-ms') ?? Number.NaN);
    if (milliseconds >= 0) return milliseconds / 1000;
    const value = headerOf(headers ?? responseHeaders, 'retry-after');
    if (value === undefined) continue;
    const seconds = /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
    if (Number.isFinite(seconds)) return Math.max(0, seconds);
  }
  return null;
}

interface ErrorFields {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly isRetryable?: unknown;
  readonly headers?: unknown;
  readonly responseHeaders?: unknown;
}

function causes(error: unknown): readonly ErrorFields[] {
  const found: ErrorFields[] = [];
  let next = error;
  while (typeof next === 'object' && next !== null && found.length < DEPTH) {
    found.push(fieldsOf(next));
    next = 'cause' in next ? next.cause : undefined;
  }
  return found;
}

function fieldsOf(error: ErrorFields): ErrorFields {
  const { name, message, code, status, statusCode, isRetryable, headers, responseHeaders } = error;
  return { name, message, code, status, statusCode, isRetryable, headers, responseHeaders };
}

function statusFrom({ status, statusCode }: ErrorFields): number | undefined {
  return [status, statusCode].find((value): value is number => typeof value === 'number');
}

function headerOf(headers: unknown, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value = (headers as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
