import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { EchoError } from '@echo/core';

/** A file of text that can be read again and again, piece by piece. */
export interface TextFile {
  readonly path: string;
  /** The first 64 kB, without a byte order mark. */
  readonly head: string;
  chunks(): AsyncIterable<string>;
}

const HEAD = 1 << 16;

/** The first bytes of a file. Throws `not-found` where there is none, and for a folder. */
export async function firstBytes(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).isDirectory()) throw new Error('it is a folder');
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : message;
    throw new EchoError('not-found', `${path} cannot be read (${reason}); name the file of a log.`, {
      cause,
    });
  }
}

/** Opens a text in UTF-8 or, with a byte order mark, UTF-16; one that gzip compressed is unpacked. */
export async function openText(path: string): Promise<TextFile> {
  const start = await firstBytes(path);
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const encoding = start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : 'utf-8';
  async function* chunks(): AsyncGenerator<string, void, void> {
    const decoder = new TextDecoder(encoding);
    const file = createReadStream(path, { highWaterMark: HEAD });
    const bytes = zipped ? file.pipe(createGunzip()) : file;
    try {
      for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
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
