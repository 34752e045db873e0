import { appendFile, constants, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepEvent } from '../../run-event.js';
import { snakeCase } from '../snake-case.js';
import { intoFolder } from '../write-result.js';
import { eventTime, scalarsMessage, versionMessage } from './event-message.js';
import { readRecords, record } from './records.js';

/** TensorBoard reads files whose names contain `tfevents`. */
const FILE = 'events.out.tfevents';

const now = (): number => Date.now() / 1000;

/** Adds the numbers of a step to the run's event file, a scalar each. */
export async function appendScalars(folder: string, event: StepEvent): Promise<void> {
  await intoFolder(folder, () => appendFile(join(folder, FILE), stepRecord(event, now())));
}

/**
 * Makes the event file anew from the steps that a run keeps: none is lost or twice, and what was cut short is
 * gone.
 *
 * Steps keep the time at which they were logged. The file is written in place, the same steps at the same
 * offsets, so that a TensorBoard that is reading it goes on.
 */
export async function writeScalars(folder: string, events: readonly StepEvent[]): Promise<void> {
  const path = join(folder, FILE);
  await intoFolder(folder, async () => {
    const old = readRecords(await readFile(path).catch(() => new Uint8Array())).map(eventTime);
    const times = new Map(old.map(({ step, wallTime }) => [step, wallTime]));
    const bytes = Buffer.concat([
      record(versionMessage(times.get(0) ?? now())),
      ...events.map((event) => stepRecord(event, times.get(event.step) ?? now())),
    ]);
    const file = await open(path, constants.O_RDWR | constants.O_CREAT);
    try {
      await file.writeFile(bytes);
      await file.truncate(bytes.length);
    } finally {
      await file.close();
    }
  });
}

function stepRecord(event: StepEvent, wallTime: number): Uint8Array {
  const scalars = Object.entries(event).flatMap(([name, value]) =>
    name !== 'step' && typeof value === 'number' ? [[snakeCase(name), value] as const] : [],
  );
  return record(scalarsMessage({ step: event.step, wallTime, scalars: Object.fromEntries(scalars) }));
}
