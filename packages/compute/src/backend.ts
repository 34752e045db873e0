/** The TensorFlow.js backends ECHO can run on, fastest first. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/** The TensorFlow.js backend selected in this process. */
export interface Backend {
  readonly name: BackendName;
  readonly device: 'cpu' | 'gpu';
  /** One line: which backend was selected, its device, and why not a faster one. */
  readonly description: string;
}

export interface LoadBackendOptions {
  /**
   * The backend to load, or throw, instead of the fastest that works; also set by the variable
   * `ECHO_BACKEND`.
   */
  readonly prefer?: BackendName;
  /**
   * The folder `install` builds into; `$XDG_CACHE_HOME/echo/backend` or `~/.cache/echo/backend` unless given.
   */
  readonly cacheDir?: string;
}
