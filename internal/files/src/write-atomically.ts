import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { threadId } from 'node:worker_threads';

/** The content of a file, or a function that writes it part by part. */
export type Content = string | Uint8Array | ((file: FileHandle) => Promise<void>);

const OWNER = threadId === 0 ? `${process.pid}` : `${process.pid}-${threadId}`;

/** The last write to each path; writes of one process to one path follow each other. */
const writes = new Map<string, Promise<void>>();

/**
 * Writes a file whole or not at all: it is on disk, complete, when this returns.
 *
 * It is written beside its place, as `<path>.<process>.tmp`, flushed and renamed. Whatever fails, what was at
 * `path` before is intact and nothing is left beside it.
 */
export async function writeAtomically(path: string, content: Content): Promise<void> {
  const place = resolve(path);
  const write = (writes.get(place) ?? Promise.resolve()).catch(() => {}).then(() => replace(place, content));
  writes.set(place, write);
  try {
    await write;
  } finally {
    if (writes.get(place) === write) writes.delete(place);
  }
}

async function replace(place: string, content: Content): Promise<void> {
  const temporary = `${place}.${OWNER}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await (typeof content === 'function' ? content(file) : file.writeFile(content));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
