import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** Asks a question on a terminal; true for an answer that begins with y, in any case. */
export async function confirm(
  question: string,
  input: Readable = process.stdin,
  output: Writable = process.stderr,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  // The end of the input is no answer.
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return /^\s*y/i.test(await Promise.race([lines.question(`${question} [y/N] `), ended]));
  } finally {
    lines.close();
  }
}
