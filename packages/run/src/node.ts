// A run in a folder

export { folderStore } from './node/folder-store.js';
export { holdsRun, openRun, type RunFolder, readRunConfig } from './node/run-folder.js';
export { REPORT_FOLDER, writeRunReport } from './node/run-report.js';
export { type FinishedRun, type TrainRunOptions, trainRun } from './node/train-run.js';
export { readTrials } from './node/trials-file.js';

// Models and tasks by their names

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

export { memoryOfMachine } from './node/machine-memory.js';
