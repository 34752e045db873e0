// Configuration, which loads nothing that computes

export { CONFIG_OPTIONS, type ConfigOption } from './config-options.js';
export type { RunConfig, RunConfigInput } from './config-schema.js';
export { demoConfig } from './demo-config.js';
export { optionsTable } from './options-table.js';
export { runConfig, storedRunConfig } from './run-config.js';
export { selfPlayConfig } from './self-play-config.js';
