import { readFile } from 'node:fs/promises';
import { EchoError } from '@echo/core';

/** The parsed JSON of a file; an error says in one sentence what is wrong with it. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new EchoError(
      'not-found',
      `The file ${path} is missing; the folder must hold a whole model or adapter.`,
      { cause },
    );
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EchoError('corrupt-file', `The file ${path} is not JSON; fetch it again.`, { cause });
  }
}
