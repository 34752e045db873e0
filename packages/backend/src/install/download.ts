import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EchoError } from '@echo/core';
import type { Response } from 'undici';

/** A digest to check a file against. */
export interface Digest {
  readonly algorithm: 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  readonly value: string;
}

const ATTEMPTS = 3;

/**
 * Fetches a URL into a file through the proxies of the environment, three attempts, and checks its digest.
 *
 * @throws EchoError `download-failed` when it cannot be reached or is not the file it should be; no file is left then.
 */
export async function download(url: string, file: string, digest?: Digest): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await downloadOnce(url, file, digest);
    } catch (error) {
      await rm(file, { force: true });
      if (isFullDisk(error)) throw error;
      if (attempt < ATTEMPTS && !(error instanceof EchoError)) continue;
      throw error instanceof EchoError ? error : unreachable(url, error);
    }
  }
}

/**
 * Fetches a small text document and says where it came from after redirects.
 *
 * @throws EchoError `download-failed`
 */
export async function downloadText(
  url: string,
  accept: string,
): Promise<{ text: string; url: string; type: string }> {
  try {
    const response = await request(url, { accept });
    const type = response.headers.get('content-type') ?? '';
    return { text: await response.text(), url: response.url, type };
  } catch (error) {
    throw error instanceof EchoError ? error : unreachable(url, error);
  }
}

/** A URL without user name and password, for messages. */
export function withoutCredentials(url: string): string {
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

async function downloadOnce(url: string, file: string, digest: Digest | undefined): Promise<void> {
  const response = await request(url, {});
  const hash = digest && createHash(digest.algorithm);
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash?.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(response.body ? Readable.fromWeb(response.body) : [], tap, createWriteStream(file));
  if (hash && digest && hash.digest(digest.encoding) !== digest.value) {
    throw new EchoError(
      'download-failed',
      `${withoutCredentials(url)} does not have the expected ${digest.algorithm} hash: it was changed on the way, so it is not used; try again or use another mirror.`,
    );
  }
}

async function request(url: string, headers: Record<string, string>): Promise<Response> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    connectTimeout: 20_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  const { username, password } = new URL(url);
  const authorization =
    username === ''
      ? {}
      : { authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}` };
  const response = await fetch(withoutCredentials(url), {
    headers: { ...headers, ...authorization },
    dispatcher,
  });
  if (!response.ok) {
    throw new EchoError(
      'download-failed',
      `${withoutCredentials(url)} answered ${response.status} ${response.statusText}.`,
    );
  }
  return response;
}

function unreachable(url: string, cause: unknown): EchoError {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  return new EchoError('download-failed', `${withoutCredentials(url)} cannot be reached (${reason}).`, {
    cause,
  });
}

function isFullDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}
