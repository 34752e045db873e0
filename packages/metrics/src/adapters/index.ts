// Logs of evaluation tools

export { fromInspect, type InspectOptions } from './inspect.js';
export { fromLmEvaluationHarness, type LmEvaluationHarnessOptions } from './lm-evaluation-harness.js';
export { fromOpenAiEvals, type OpenAiEvalsOptions } from './openai-evals.js';
export { fromPromptfoo, type PromptfooOptions } from './promptfoo.js';
export type { AdapterOptions, Sample } from './read-prediction.js';

// Reading of files

export { parseJson, parseJsonLines } from './parse-json.js';

// Confidences from token log-probabilities

export {
  expectedConfidence,
  probabilityOfTrue,
  sequenceLikelihood,
  type TokenLogProb,
} from './token-log-probs.js';
