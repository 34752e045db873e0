// The command that serves

export { runServe } from './command/run-serve.js';
export { type ServeExtras, serve } from './command/serve.js';
export { addServeOptions, type ServeArguments } from './command/serve-options.js';
