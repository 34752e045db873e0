import { browserNavigator } from './browser-navigator.js';

/**
 * Runs `task` while the browser reports twice as many processors as `count`, and restores what it reported.
 *
 * The wasm module of tfjs starts half as many threads as there are processors.
 */
export async function withProcessors<T>(count: number, task: () => Promise<T>): Promise<T> {
  const navigator = browserNavigator();
  const before = Object.getOwnPropertyDescriptor(navigator, 'hardwareConcurrency');
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * count, configurable: true });
  try {
    return await task();
  } finally {
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
    if (before) Object.defineProperty(navigator, 'hardwareConcurrency', before);
  }
}
