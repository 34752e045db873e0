import { fetchWithRetry } from '@echo/files/fetch-with-retry';

/** Whether the Hugging Face Hub can be reached, and as whom. */
export interface HubAccess {
  /** `HF_ENDPOINT`, or the public one. */
  readonly endpoint: string;
  readonly reachable: boolean;
  /** Whether `HF_TOKEN` is set. */
  readonly hasToken: boolean;
  /** Whose token it is; null without one, and where it is refused. */
  readonly user: string | null;
  /** Why it cannot be reached; null where it can. */
  readonly problem: string | null;
}

const SECONDS = 5;

/** Asks the Hub who the token of the environment belongs to; within five seconds. */
export async function hubAccess(): Promise<HubAccess> {
  const endpoint = process.env.HF_ENDPOINT || 'https://huggingface.co';
  const token = process.env.HF_TOKEN;
  const known = { endpoint, hasToken: Boolean(token) };
  try {
    const response = await fetchWithRetry(`${endpoint.replace(/\/+$/, '')}/api/whoami-v2`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      signal: AbortSignal.timeout(SECONDS * 1000),
    });
    // Without a token, or with one that it does not know, the Hub answers 401.
    if (!(response.ok || response.status === 401))
      return { ...known, reachable: false, user: null, problem: `it answered ${response.status}` };
    const who: unknown = response.ok ? await response.json() : null;
    return { ...known, reachable: true, user: nameOf(who), problem: null };
  } catch (cause) {
    return { ...known, reachable: false, user: null, problem: reasonOf(cause) };
  }
}

function nameOf(who: unknown): string | null {
  const { name } = (who ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : null;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return `no answer within ${SECONDS} s`;
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}
