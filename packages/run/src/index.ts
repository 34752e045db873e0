// Configuration

export { CONFIG_OPTIONS, type ConfigOption } from './config-options.js';
export type { RunConfig, RunConfigInput } from './config-schema.js';
export { demoConfig } from './demo-config.js';
export { loraConfig } from './lora-config.js';
export { optionsTable } from './options-table.js';
export { runConfig, storedRunConfig } from './run-config.js';
export { selfPlayConfig } from './self-play-config.js';

// A run

export type { Reporter } from './run-context.js';
export type {
  HeldOutLook,
  RunEvent,
  RunReport,
  StepEvent,
  WatchedLook,
  WentBack,
  When,
} from './run-event.js';
export { type RunInput, runTraining } from './run-training.js';

// What self-play did

export {
  type SelfPlayArm,
  type SelfPlayMeasures,
  type SelfPlayReport,
  type SelfPlayRow,
  type SelfPlaySeed,
  selfPlayReport,
} from './self-play-report.js';

// What it learns from

export { sftExamples } from './sft-examples.js';
export { holdOut, limitTasks, splitTasks, type TaskSplit } from './split-tasks.js';

// How its adapter is asked

export {
  ADAPTER_SETTINGS_FILE,
  type AdapterSettings,
  adapterSettings,
  formatAdapterSettings,
  parseAdapterSettings,
  replyFormat,
} from './adapter-settings.js';

// Where it is kept

export { type MemoryStore, memoryStore } from './memory-store.js';
export type { AdapterName, RunStore } from './run-store.js';
