export { fromInspect, type InspectOptions } from './inspect.js';
export { parseJsonLines } from './json.js';
export { fromLmEvaluationHarness, type LmEvaluationHarnessOptions } from './lm-evaluation-harness.js';
export { fromOpenAiEvals } from './openai-evals.js';
export { fromPromptfoo } from './promptfoo.js';
export type { AdapterOptions, Sample } from './read-prediction.js';
export {
  expectedConfidence,
  probabilityOfTrue,
  sequenceLikelihood,
  type TokenLogProb,
} from './token-log-probs.js';
