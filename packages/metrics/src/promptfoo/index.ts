// Assertions of one reply

export {
  type AssertionContext,
  type AssertionFunction,
  type AssertionInput,
  brierScorer,
  type GradingResult,
  logScorer,
  type Threshold,
} from './assertions.js';

// Figures of a run

export {
  type AfterAllContext,
  type CalibrationExtensionOptions,
  type CompletedPrompt,
  calibrationExtension,
  type TestResult,
} from './calibration-extension.js';

// Options

export type { LogScorerOptions, ScorerOptions } from '../scorers/item-scorer.js';
export type { ReadPrediction } from '../scorers/read-prediction.js';
