// The command line

export { defineConfig, type EchoConfig } from './define-config.js';
export { main } from './main.js';

// A run on a terminal

export { finishedText } from './finished-text.js';
export { beforeAndAfter, reportTable } from './report-table.js';
export { jsonReporter, textReporter } from './reporters.js';
export { withInterrupt } from './with-interrupt.js';
