import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepEvent } from '../run-event.js';
import { intoFolder, writeResult } from './write-result.js';

const FILE = 'events.jsonl';

/** The steps in a run's log; a last line cut short is none. */
export async function readEvents(folder: string): Promise<readonly StepEvent[]> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as StepEvent];
    } catch {
      return [];
    }
  });
}

/** Adds one line to the log; it is on disk when this returns. */
export async function appendEvent(folder: string, event: object): Promise<void> {
  await intoFolder(folder, () =>
    appendFile(join(folder, FILE), `${JSON.stringify(event)}\n`, { flush: true }),
  );
}

/** Drops the lines after `step`, and a last line cut short: they are made again, number for number. */
export async function truncateEvents(folder: string, step: number): Promise<void> {
  const kept = (await readEvents(folder)).filter((event) => event.step <= step);
  await writeResult(folder, FILE, kept.map((event) => `${JSON.stringify(event)}\n`).join(''));
}
