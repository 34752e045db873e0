/** The TensorFlow.js backends ECHO can run on, fastest first. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/** The backend that computes in this process. */
export interface Backend {
  readonly name: BackendName;
  readonly device: 'cpu' | 'gpu';
  /** One line: which backend was taken, on what, and why not a faster one. */
  readonly description: string;
}

export interface LoadBackendOptions {
  /** Take this one or throw, instead of the fastest that works. The variable `ECHO_BACKEND` says the same. */
  readonly prefer?: BackendName;
  /** Where `install` keeps what it built; `$XDG_CACHE_HOME/echo/backend` or `~/.cache/echo/backend` unless given. */
  readonly cacheDir?: string;
}
