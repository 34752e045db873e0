// Clients of any OpenEnv server

export { connect } from './connect.js';
export { connectHttp } from './connect-http.js';
export type { CallOptions, ClientOptions, OpenEnvClient, OpenEnvResult } from './open-env-client.js';

// A remote environment

export {
  type RemoteEnvironment,
  type RemoteEnvironmentOptions,
  remoteEnvironment,
} from './remote-environment.js';

// Errors

export { ClientError, type ClientErrorCode, isClientError } from './client-error.js';
