import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';

/** Refuses a folder that holds anything, unless it may be written over; before the work, not after it. */
export async function expectFreeFolder(folder: string, force = false): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    const reason = code === 'ENOTDIR' ? 'it is a file' : message;
    throw new EchoError(
      'write-failed',
      `Nothing can be written into ${folder} (${reason}); choose another --out.`,
    );
  }
  if (names.length > 0 && !force)
    throw new EchoError(
      'write-failed',
      `The folder ${folder} is not empty; choose another --out, or add --force to write over what is there.`,
    );
}

/** Refuses a file that is there already, unless it may be written over. */
export async function expectFreeFile(file: string, force = false): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory())
    throw new EchoError('write-failed', `Nothing can be written to ${file}, as it is a folder; name a file.`);
  if (there && !force)
    throw new EchoError(
      'write-failed',
      `The file ${file} is there already; choose another, or add --force to write over it.`,
    );
}

/** Removes what an earlier report left in a folder, so that old and new figures do not mix. */
export async function clearReport(folder: string): Promise<void> {
  for (const name of ['report.html', 'report.md', 'report.json', 'figures'])
    await rm(join(folder, name), { recursive: true, force: true });
}
