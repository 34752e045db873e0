// Tasks

export { expectedAnswer } from './expected-answer.js';
export {
  type AnswerKey,
  answerKeySchema,
  type Choice,
  type ChoiceKey,
  type CustomKey,
  DIFFICULTIES,
  type Difficulty,
  DOMAINS,
  type Domain,
  type NumberKey,
  type Task,
  type TextKey,
  taskSchema,
} from './task.js';

// Prompts

export {
  CONFIDENCE_GUIDELINES,
  type RenderOptions,
  type ReplyFormat,
  renderPrompt,
  systemTurn,
} from './render-prompt.js';

// Grading

export { type Grader, type Graders, gradeTask, MAX_ANSWER_LENGTH } from './grade-task.js';
export { gradeChoice } from './graders/choice.js';
export { gradeNumber } from './graders/number.js';
export { gradeText } from './graders/text.js';

// JSON Lines

export { formatTasks } from './format-tasks.js';
export { parseTasks } from './parse-tasks.js';

// Task sets

export { ADVERSARIAL_SOURCE, BENCHMARKS, type BenchmarkName, benchmarkTasks } from './benchmark-tasks.js';
export { findLeaks, LEAK_THRESHOLD, type Leak } from './find-leaks.js';
export { type DifficultyMix, type Phase, phaseMix } from './phase-mix.js';
export { sampleTasks } from './sample-tasks.js';
