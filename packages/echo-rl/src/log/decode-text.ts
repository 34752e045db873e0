import { EchoError } from '@echo/core';
import type { TextFile } from './log-source.js';

const HEAD = 1 << 16;

/** Whether bytes begin as gzip's do. */
export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

/**
 * Bytes as a text in UTF-8 or, with a byte order mark, UTF-16.
 *
 * Throws `corrupt-file` where the bytes cannot be read to their end.
 */
export async function decodeText(
  path: string,
  start: Uint8Array,
  bytes: () => AsyncIterable<Uint8Array>,
): Promise<TextFile> {
  const encoding = start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : 'utf-8';
  async function* chunks(): AsyncGenerator<string, void, void> {
    const decoder = new TextDecoder(encoding);
    try {
      for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true });
      const rest = decoder.decode();
      if (rest !== '') yield rest;
    } catch (cause) {
      throw new EchoError(
        'corrupt-file',
        `${path} cannot be read to its end (${(cause as Error).message}); give the file whole.`,
        { cause },
      );
    }
  }
  let head = '';
  for await (const chunk of chunks()) {
    head += chunk;
    if (head.length >= HEAD) break;
  }
  return { path, head, chunks };
}
