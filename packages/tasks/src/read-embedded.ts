import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EchoError } from '@echo/core';

/** The text of a file that ships in the package's folder `data`; `not-found` when it is missing. */
export function readEmbedded(name: string): string {
  const path = fileURLToPath(new URL(`../data/${name}`, import.meta.url));
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new EchoError(
      'not-found',
      `The embedded task file ${path} cannot be read; install @echo/tasks again.`,
      { cause },
    );
  }
}
