import type { StepEvent } from '../run-event.js';
import { appendCsv, writeCsv } from './csv-log.js';
import { appendEvent, readEvents, truncateEvents } from './events-file.js';
import type { RunFolder } from './run-folder.js';
import { appendScalars, writeScalars } from './tensorboard/event-file.js';

/**
 * Logs a step: on disk in events.jsonl when this returns, and then in events.csv and, where asked for, in the
 * event file of TensorBoard.
 */
export async function logStep({ path, config }: RunFolder, event: StepEvent): Promise<void> {
  await appendEvent(path, event);
  await appendCsv(path, event);
  if (config.tensorboard) await appendScalars(path, event);
}

/** Drops the steps after `step` from events.jsonl, and makes the other logs anew from what it keeps. */
export async function truncateLogs({ path, config }: RunFolder, step: number): Promise<void> {
  await truncateEvents(path, step);
  const kept = await readEvents(path);
  await writeCsv(path, kept);
  if (config.tensorboard) await writeScalars(path, kept);
}
