import type { ReportAnalysis } from '@echo/report';
import { loraConfig } from '../lora-config.js';
import type { Reporter } from '../run-context.js';
import type { RunReport } from '../run-event.js';
import { runTraining } from '../run-training.js';
import { folderStore } from './folder-store.js';
import { loadModel, modelPath } from './load-model.js';
import { loadTasks } from './load-tasks.js';
import type { RunFolder } from './run-folder.js';
import { writeRunReport } from './run-report.js';

export interface TrainRunOptions {
  /** Receives every event of the run. */
  readonly onEvent?: Reporter;
  /** Asks for an early end: the step at hand is finished and saved. */
  readonly signal?: AbortSignal;
}

/** What a finished run has shown. */
export interface FinishedRun {
  /** The numbers, as in the run's report.json. */
  readonly report: RunReport;
  /** What the run's folder `report` says, verdict first. */
  readonly analysis: ReportAnalysis;
}

/**
 * Makes or resumes the run that a folder's configuration describes, and writes its report.
 *
 * Returns null when the signal asked for an early end; the run can then be resumed. The backend must have
 * been loaded.
 */
export async function trainRun(
  run: RunFolder,
  { onEvent = () => {}, signal }: TrainRunOptions = {},
): Promise<FinishedRun | null> {
  const { config } = run;
  const tasks = await loadTasks(config);
  const note = (text: string) => onEvent({ kind: 'note', text });
  const path = await modelPath(config.model, note);
  const policy = await loadModel(
    path,
    {
      lora: loraConfig(config),
      seed: config.seed,
      ...(config.adapter !== null && { adapter: config.adapter }),
      ...(config.memory !== null && { memory: config.memory }),
    },
    note,
  );
  try {
    const report = await runTraining({
      config,
      policy,
      tasks,
      store: folderStore(run, path),
      onEvent,
      ...(signal && { signal }),
    });
    return report && { report, analysis: await writeRunReport(run, tasks.evaluation) };
  } finally {
    policy.dispose();
  }
}
