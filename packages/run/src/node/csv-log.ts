import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepEvent } from '../run-event.js';
import { snakeCase } from './snake-case.js';
import { intoFolder, writeResult } from './write-result.js';

const FILE = 'events.csv';
const COLUMNS = [
  'step',
  'phase',
  'ece',
  'accuracy',
  'meanConfidence',
  'overconfidenceRate',
  'reward',
] as const satisfies readonly (keyof StepEvent)[];

const HEAD = `${COLUMNS.map(snakeCase).join(',')}\n`;

/** A step as a line of CSV; a number that there is none of is an empty field. */
const line = (event: StepEvent): string => `${COLUMNS.map((name) => event[name] ?? '').join(',')}\n`;

/** Adds a step to events.csv. */
export async function appendCsv(folder: string, event: StepEvent): Promise<void> {
  await intoFolder(folder, () => appendFile(join(folder, FILE), line(event)));
}

/** Writes events.csv from the steps that a run keeps: its head, and a line each. */
export async function writeCsv(folder: string, events: readonly StepEvent[]): Promise<void> {
  await writeResult(folder, FILE, HEAD + events.map(line).join(''));
}
