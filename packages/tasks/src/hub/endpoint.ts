/**
 * The address of the Hub and the token for it: `HF_ENDPOINT` (a mirror or proxy) and `HF_TOKEN` of the
 * environment.
 */
export interface Endpoint {
  readonly url: string;
  readonly token: string | undefined;
}

/** Reads the address and the token from the environment; the public Hub unless given. */
export function endpoint(): Endpoint {
  const url = process.env.HF_ENDPOINT || 'https://huggingface.co';
  return { url: url.replace(/\/+$/, ''), token: process.env.HF_TOKEN || undefined };
}
