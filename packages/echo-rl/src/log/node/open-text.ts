import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { EchoError } from '@echo/core';
import { decodeText, isGzip } from '../decode-text.js';
import type { TextFile } from '../log-source.js';

const CHUNK = 1 << 16;

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
  return decodeText(path, start, () => {
    const file = createReadStream(path, { highWaterMark: CHUNK });
    return isGzip(start) ? file.pipe(createGunzip()) : file;
  });
}
