import type { Backend, BackendKind } from '../backend.js';
import { createAccess } from './access.js';
import { lazyPolicy } from './lazy-policy.js';
import { serverClient } from './server-client.js';
import { shippedFiles } from './shipped-files.js';

/**
 * The backend of a build. `address` is that of the page.
 *
 * The server's routes stand at its root and the page also at `/web` and `/ui`, below any prefix.
 */
export function openBackend(kind: BackendKind, address: string): Backend {
  const page = address.replace(/[#?].*$/, '');
  const base = kind === 'served' ? page.replace(/(?:web|ui)\/?$/, '') : page;
  const access = kind === 'served' ? createAccess(sessionStorage) : null;
  return {
    kind,
    shipped: kind === 'file' ? null : shippedFiles(base),
    policy: kind === 'file' ? null : lazyPolicy(base, __POLICY_BYTES__),
    access,
    server: access && serverClient(base, access),
  };
}
