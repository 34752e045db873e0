import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { z } from 'zod';
import { readEvents } from '../events-file.js';

/** How far a run has come: not yet trained, stopped on the way, or evaluated after its last step. */
export type RunState = 'new' | 'unfinished' | 'finished';

/** What the configuration of a run of any version tells. */
const configOutline = z.looseObject({
  model: z.string(),
  tasks: z.string(),
  reward: z.string(),
  seed: z.number(),
  steps: z.number(),
});

const number = z.number().nullable();
const measuresOutline = z.object({
  n: z.number(),
  accuracy: number,
  meanConfidence: number,
  ece: z.object({ value: number, low: number, high: number }),
  brier: number,
  auroc: number,
  overconfidenceRate: number,
});
const reportOutline = z.object({ before: measuresOutline, after: measuresOutline });

/** The measures of one evaluation of a run, without its sections. */
export type RunMeasures = Readonly<z.output<typeof measuresOutline>>;

/** A run in a line of a list. */
export interface RunSummary {
  readonly path: string;
  readonly state: RunState;
  readonly model: string;
  readonly tasks: string;
  readonly reward: string;
  readonly seed: number;
  /** Steps made. */
  readonly steps: number;
  /** Steps to make. */
  readonly of: number;
  /** Null until the run is finished. */
  readonly before: RunMeasures | null;
  readonly after: RunMeasures | null;
  /** When its report or else its log or its configuration was last written, as ISO 8601. */
  readonly changed: string;
}

/** A run as its folder tells it. Throws `not-found` where the folder holds none. */
export async function summarizeRun(path: string): Promise<RunSummary> {
  const config = await outlineOf(join(path, 'config.json'), configOutline);
  if (!config)
    throw new EchoError(
      'not-found',
      `The folder ${path} holds no run: its config.json is missing or is not that of a run; name the folder of a run.`,
    );
  const report = await outlineOf(join(path, 'report.json'), reportOutline);
  const steps = (await readEvents(path)).at(-1)?.step ?? 0;
  const { model, tasks, reward, seed, steps: of } = config;
  return {
    path,
    state: report ? 'finished' : steps > 0 ? 'unfinished' : 'new',
    ...{ model, tasks, reward, seed, steps, of },
    before: report?.before ?? null,
    after: report?.after ?? null,
    changed: await changedAt(path),
  };
}

/** Whether a folder holds a run of any version. */
export async function isRun(path: string): Promise<boolean> {
  return (await outlineOf(join(path, 'config.json'), configOutline)) !== null;
}

async function outlineOf<T>(file: string, outline: z.ZodType<T>): Promise<T | null> {
  try {
    return outline.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

async function changedAt(path: string): Promise<string> {
  for (const name of ['report.json', 'events.jsonl', 'config.json']) {
    const found = await stat(join(path, name)).catch(() => null);
    if (found) return found.mtime.toISOString();
  }
  return new Date(0).toISOString();
}
