import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EchoError } from '@echo/core';

/**
 * Has a folder filled beside its place and then put there, durably: it is replaced whole or not at all.
 *
 * @param remedy what to do when it cannot be written, as the end of the sentence.
 * @throws EchoError `write-failed`; an EchoError of `fill` comes through as it is.
 */
export async function replaceFolder(
  folder: string,
  remedy: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${folder}.${process.pid}.tmp`;
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    const parent = await open(dirname(folder), 'r');
    await parent.sync();
    await parent.close();
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    if (cause instanceof EchoError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError('write-failed', `The folder ${folder} could not be written (${reason}); ${remedy}.`, {
      cause,
    });
  }
}
