// A run in a folder

export { folderStore } from './node/folder-store.js';
export { holdsRun, openRun, type RunFolder, readRunConfig } from './node/run-folder.js';
export { REPORT_FOLDER, writeRunReport } from './node/run-report.js';
export { type FinishedRun, type TrainRunOptions, trainRun } from './node/train-run.js';
export { readTrials } from './node/trials-file.js';

// The runs in a folder

export { readEvents } from './node/events-file.js';
export {
  type ComparedMeasure,
  type ComparedRun,
  compareRuns,
  type RunComparison,
} from './node/run-folders/compare-runs.js';
export { listRuns } from './node/run-folders/list-runs.js';
export { assertRemovable, removeRun } from './node/run-folders/remove-run.js';
export {
  type RunMeasures,
  type RunState,
  type RunSummary,
  summarizeRun,
} from './node/run-folders/summarize-run.js';

// Models and tasks by their names

export { otherBaseWarning, readAdapterSettings } from './node/adapter-settings-file.js';
export { type Asking, type AskingOptions, askingOf } from './node/asking.js';
export {
  assertWritable,
  type EvaluateModelOptions,
  type Evaluation,
  evaluateModel,
  writeEvaluation,
} from './node/evaluate-model.js';
export { assertModelName, loadModel } from './node/load-model.js';
export { loadEvaluationTasks, loadTasks } from './node/load-tasks.js';

// The machine

export { type HubAccess, hubAccess } from './node/hub-access.js';
export { memoryOfMachine } from './node/machine-memory.js';
export { type CachedModel, modelCache } from './node/model-cache.js';
