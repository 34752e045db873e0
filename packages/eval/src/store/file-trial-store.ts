import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EchoError } from '@echo/core';
import type { TrialStore } from './trial-store.js';

export interface FileTrialStoreOptions {
  /**
   * Whether `append` waits until the disk has the lines, not only the operating system; true unless given.
   */
  readonly durable?: boolean;
}

const NEWLINE = 0x0a;
const CHUNK = 1 << 16;

/**
 * A store in a JSONL file, which is made with its folder where it is missing.
 *
 * A torn last line, as the end of a process in mid-write leaves it, is cut off before the file is read.
 * Throws `write-failed` where the file cannot be opened or written.
 */
export function fileTrialStore(path: string, { durable = true }: FileTrialStoreOptions = {}): TrialStore {
  let file: Promise<FileHandle> | undefined;
  const opened = (): Promise<FileHandle> => {
    file ??= openWhole(path);
    return file;
  };
  return {
    async *read() {
      yield* linesOf(await opened());
    },
    async append(lines) {
      const handle = await opened();
      try {
        await handle.appendFile(`${lines.join('\n')}\n`);
        if (durable) await handle.datasync();
      } catch (cause) {
        throw writeFailed(path, cause);
      }
    },
    async close() {
      const handle = await file;
      file = undefined;
      await handle?.close();
    },
  };
}

async function openWhole(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, 'a+');
    await handle.truncate(await endOfLastLine(handle));
    return handle;
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}

/** The length of a file without what stands after its last line break. */
async function endOfLastLine(handle: FileHandle): Promise<number> {
  let { size: end } = await handle.stat();
  const buffer = Buffer.alloc(CHUNK);
  while (end > 0) {
    const start = Math.max(0, end - CHUNK);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    const last = buffer.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (last >= 0) return start + last + 1;
    end = start;
  }
  return 0;
}

/** Lines end at line feeds alone: a model may write U+2028, at which Node's readline would also cut. */
async function* linesOf(handle: FileHandle): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  const buffer = Buffer.alloc(CHUNK);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

function writeFailed(path: string, cause: unknown): EchoError {
  return new EchoError(
    'write-failed',
    `The trials could not be kept in ${path} (${(cause as Error).message}); free the disk or choose another file.`,
    { cause },
  );
}
