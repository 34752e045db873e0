import * as tf from '@tensorflow/tfjs-core';
// tfjs-core's Node entry registers no gradients; tfjs-layers does on import and brings no backend with it.
import '@tensorflow/tfjs-layers';
import type { Backend, BackendName } from './backend.js';
import { registerKernels } from './kernels/register.js';

/** What loading a backend has found. */
export interface LoadedBackend {
  readonly device: 'cpu' | 'gpu';
  /** A few words on it, such as its number of threads. */
  readonly detail: string;
}

/** tfjs has one engine a process, so backends are loaded one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/** Runs `task` when the backends asked for before have been loaded, or could not be. */
export function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const done = queue.then(task);
  queue = done.catch(() => {});
  return done;
}

/** Selects a backend with the gradients of its operations and the kernels of this package. */
export async function selectBackend(
  name: BackendName,
  load: () => Promise<LoadedBackend>,
  why = '',
): Promise<Backend> {
  const { device, detail } = await load();
  registerKernels(name);
  await tf.ready();
  const description = `${name} (${detail}) on the ${device.toUpperCase()}${why && `, ${why}`}`;
  return { name, device, description };
}

/** Threads in words. */
export const inThreads = (count: number): string => (count === 1 ? '1 thread' : `${count} threads`);
