import { findInstalled } from '@echo/tfjs-native';
import type { BackendName } from '../backend.js';

/** The backends that can be loaded here; native TensorFlow only where it has been installed. */
export async function availableBackends(): Promise<readonly BackendName[]> {
  const { folder } = await findInstalled();
  return folder === null ? ['wasm', 'cpu'] : ['tensorflow', 'wasm', 'cpu'];
}
