import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { type BenchResult, isBenchResult, parseBenchResult } from '@echo/eval/echo-bench';

/** A result file is a few kilobytes; larger files of JSON are something else. */
const MOST_BYTES = 1_000_000;

/**
 * The results of EchoBench in a folder and below, by path; other files are passed over.
 *
 * Throws `not-found` without a result, and `invalid-input` for a file that says it is one and is not.
 */
export async function readResults(folder: string): Promise<readonly BenchResult[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: Error) => {
    throw new EchoError('not-found', `The folder ${folder} cannot be read (${cause.message}); name another.`);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const results: BenchResult[] = [];
  for (const path of paths) {
    if ((await stat(path)).size > MOST_BYTES) continue;
    const value = jsonIn(await readFile(path, 'utf8'));
    if (isBenchResult(value)) results.push(parseBenchResult(value, path));
  }
  if (results.length > 0) return results;
  throw new EchoError(
    'not-found',
    `The folder ${folder} holds no result of EchoBench; make one with: echo-rl bench --out ${folder}.`,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not ours.
  }
}
