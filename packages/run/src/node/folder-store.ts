import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { loadTrainState, saveTrainState } from '@echo/grpo/node';
import { writePeftFolder } from '@echo/policy/node';
import { ADAPTER_SETTINGS_FILE, adapterSettings, formatAdapterSettings } from '../adapter-settings.js';
import type { RunStore } from '../run-store.js';
import type { TaskSplit } from '../split-tasks.js';
import { baseChecksum } from './base-checksum.js';
import { readEvents } from './events-file.js';
import { baseModelName } from './load-model.js';
import type { RunFolder } from './run-folder.js';
import { logStep, truncateLogs } from './training-logs.js';
import { readTrials, writeTrials } from './trials-file.js';
import { writeResult } from './write-result.js';

/**
 * How the adapters that a run keeps are written; its checkpoints are exact. F16 rounds those in docs/results
 * by 2.1e-4 of their root mean square, BF16 by 1.7e-3; no value is above .13, nor near F16's ends.
 */
const KEPT_DTYPE = 'F16';

/**
 * The store of a run in its folder: what a promise has acknowledged survives `kill -9`.
 *
 * `modelPath` is where the base model lies, whose checksum its adapters note in their `echo.json`.
 */
export function folderStore(run: RunFolder, modelPath: string | null = null): RunStore {
  const { path, config } = run;
  const baseModel = baseModelName(config.model);
  let checksum: Promise<string> | null = null;
  const settings = async () => {
    checksum ??= modelPath === null ? null : baseChecksum(modelPath);
    const text = formatAdapterSettings(adapterSettings(config, await checksum));
    return { [ADAPTER_SETTINGS_FILE]: text };
  };
  return {
    keepTasks: (tasks) => keepTasks(path, tasks),
    checkpointSteps: () => checkpointSteps(path),
    saveCheckpoint: async (policy, state) =>
      saveTrainState(checkpointPath(path, state.step), policy, state, {
        baseModel,
        files: await settings(),
      }),
    loadCheckpoint: (policy, step) => loadTrainState(checkpointPath(path, step), policy),
    removeCheckpoint: (step) => rm(checkpointPath(path, step), { recursive: true }),
    saveAdapter: async (name, policy) =>
      writePeftFolder(join(path, name), policy.adapter, baseModel, {
        dtype: KEPT_DTYPE,
        files: await settings(),
      }),
    hasAdapter: async (name) => existsSync(join(path, name)),
    events: () => readEvents(path),
    appendEvent: (event) => logStep(run, event),
    truncateEvents: (step) => truncateLogs(run, step),
    trials: (when) => readTrials(path, when),
    saveTrials: (trials) => writeTrials(path, trials),
    saveReport: (report) => writeResult(path, 'report.json', { ...report, config }),
  };
}

const checkpointPath = (folder: string, step: number): string =>
  join(folder, 'checkpoints', `step-${String(step).padStart(6, '0')}`);

async function checkpointSteps(folder: string): Promise<readonly number[]> {
  const names = await readdir(join(folder, 'checkpoints')).catch(() => []);
  return names
    .flatMap((name) => /^step-(\d{6})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

async function keepTasks(folder: string, tasks: TaskSplit): Promise<void> {
  const FILE = 'tasks.sha256';
  const line = `"${createHash('sha256').update(JSON.stringify(tasks)).digest('hex')}"\n`;
  const stored = await readFile(join(folder, FILE), 'utf8').catch(() => null);
  if (stored === line) return;
  if (stored !== null)
    throw new EchoError(
      'config-mismatch',
      `The tasks of the run in ${folder} have changed since it began; give it the old ones back, or start anew in another --out.`,
    );
  await writeResult(folder, FILE, line);
}
