// Commands

export { type AnalyzeArguments, addAnalyze } from './commands/analyze.js';
export { addCompare, type CompareArguments } from './commands/compare.js';
export { addCompletion } from './commands/completion.js';
export { addFingerprint, type FingerprintArguments } from './commands/fingerprint.js';
export { addPlots, type PlotsArguments } from './commands/plots.js';
export { addRecalibrate, type RecalibrateArguments } from './commands/recalibrate.js';
export { addReward, type RewardArguments } from './commands/reward.js';

// The program they are added to

export {
  addCommand,
  completeWhenCalled,
  createProgram,
  examplesOf,
  takeSettings,
} from './program/create-program.js';
export { Exit, type ExitCode, misuse } from './program/exit.js';
export { integerAtLeast, oneOf, share, similar } from './program/options.js';
export { runProgram } from './program/run-program.js';
export { goOnWithoutReader } from './program/without-reader.js';

// On a terminal

export { clearReport, expectFreeFile, expectFreeFolder } from './terminal/out-folder.js';
export { duration, type Progress, progressBar } from './terminal/progress.js';
export { textTable } from './terminal/table.js';
