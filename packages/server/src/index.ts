// The server

export { createServer, type EchoServer, type ListenOptions } from './create-server.js';
export type { Trainer } from './page/trainer.js';
export type { ServerOptions } from './server-options.js';

// What it serves

export {
  type BuiltinEnvironmentOptions,
  builtinEnvironment,
  type EnvironmentDefinition,
} from './environment/environment-definition.js';
