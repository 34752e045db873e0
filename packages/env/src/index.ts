// The environment

export { createEnvironment, type EnvironmentOptions } from './calibration-env.js';
export type {
  Action,
  Environment,
  EpisodeState,
  Observation,
  ResetOptions,
  StepResult,
} from './environment.js';

// Grading

export { type GradedResponse, gradeResponse } from './grade-response.js';

// Curriculum

export type { Phase } from '@echo/tasks';
export { advanceCurriculum, type Curriculum, EARLY_EXIT, FIRST_PHASE, PHASE_STEPS } from './curriculum.js';

// Self-play

export { RECENT_OUTCOMES, selfPlayWeights, type TaskOutcome } from './self-play.js';
