// The server

export { type HubStandIn, type HubStandInOptions, hubStandIn } from './hub-stand-in.js';

// What it holds and is asked

export type { HubAccount } from './accounts.js';
export type { HubFault, HubRequest } from './http.js';
export type { HubFile, HubRepository, RepositoryType } from './repositories.js';
