import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { EchoError } from '@echo/core';

/**
 * Fills a temporary folder with `fill` and renames it into place, durably and atomically. An existing folder
 * that holds anything the new one lacks is left as it is.
 *
 * @param remedy what to do when it cannot be written, as the end of the sentence.
 * @throws EchoError `write-failed`; an EchoError of `fill` comes through as it is.
 */
export async function replaceFolder(
  folder: string,
  remedy: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const place = resolve(folder);
  const temporary = `${place}.tmp`;
  const former = `${place}.old`;
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    await fill(temporary);
    const strangers = await notIn(temporary, place);
    if (strangers.length > 0) {
      throw new EchoError(
        'write-failed',
        `The folder ${folder} holds ${strangers.join(', ')}, which would be lost; choose another folder.`,
      );
    }
    await rm(former, { recursive: true, force: true });
    await rename(place, former).catch(ignoreMissing);
    await rename(temporary, place);
    const parent = await open(dirname(place), 'r');
    await parent.sync();
    await parent.close();
    await rm(former, { recursive: true, force: true });
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    if (cause instanceof EchoError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError('write-failed', `The folder ${folder} could not be written (${reason}); ${remedy}.`, {
      cause,
    });
  }
}

async function notIn(fresh: string, place: string): Promise<string[]> {
  const names = new Set(await readdir(fresh));
  const present = (await readdir(place).catch(ignoreMissing)) ?? [];
  return present.filter((name) => !names.has(name));
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
