import { loadBackend } from '@echo/compute/node';
import type { Finding } from './finding.js';

const NATIVE = 'npx @echo/tfjs-native install builds native TensorFlow, which is several times as fast';

/** The backend that computes here. */
export async function checkBackend(): Promise<Finding> {
  const name = 'backend';
  try {
    const { name: backend, description } = await loadBackend();
    const fast = backend === 'tensorflow';
    return {
      name,
      status: fast ? 'ok' : 'limited',
      needed: true,
      found: description,
      remedy: fast ? null : NATIVE,
    };
  } catch (cause) {
    const found = (cause as Error).message;
    return { name, status: 'missing', needed: true, found, remedy: `unset ECHO_BACKEND; ${NATIVE}` };
  }
}
