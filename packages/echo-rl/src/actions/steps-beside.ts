import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CurveStep } from '@echo/plots';

/** The steps of the training in the folder of a file; none where the folder has no log of a training. */
export async function stepsBeside(file: string): Promise<readonly CurveStep[]> {
  const text = await readFile(join(dirname(file), 'events.jsonl'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as CurveStep];
    } catch {
      return []; // A last line that was cut short.
    }
  });
}
