// What an episode is made of

export { actionSchema, type WireAction } from './action.js';
export { observationSchema, resultSchema, type WireObservation, type WireResult } from './observation.js';
export { stateSchema, type WireState } from './state.js';

// Requests

export { lenientInteger } from './integer.js';
export { type ResetChoice, resetChoiceSchema, resetRequestSchema, stepRequestSchema } from './requests.js';

// Frames

export {
  type ClientFrameType,
  clientFrames,
  type FrameErrorCode,
  type ServerFrame,
  serverFrameSchema,
} from './frames.js';

// What a page asks: completers, evaluations, training runs

export {
  completersSchema,
  completionEventSchema,
  completionRequestSchema,
  completionSchema,
  evaluationRequestSchema,
  evaluationSchema,
  runEventSchema,
  runRequestSchema,
  runSchema,
  type WireCompletionEvent,
  type WireCompletionRequest,
  type WireEvaluation,
  type WireEvaluationRequest,
  type WireRun,
  type WireRunEvent,
  type WireRunRequest,
} from './page.js';

// Faults

export { type DetailOptions, type ValidationDetail, validationDetails } from './validation-detail.js';
