import type { WireRun, WireRunEvent, WireRunRequest } from '@echo/env/wire';

/**
 * What starts and follows training runs for a server, which does not train itself.
 *
 * Its methods throw an `EchoError`: `not-found` for an id that is none, `config-mismatch` for what the state
 * of the run does not allow, `invalid-input`.
 */
export interface Trainer {
  /** The runs, the one changed last first. */
  list(): Promise<readonly WireRun[]>;
  read(id: string): Promise<WireRun>;
  start(request: WireRunRequest): Promise<WireRun>;
  /** Finishes the step at hand, saves and stops. */
  pause(id: string): Promise<WireRun>;
  /** Goes on with a run that was paused or killed. */
  resume(id: string): Promise<WireRun>;
  /** The steps made so far and those to come, then the run as it stopped or ended. */
  events(id: string, signal: AbortSignal): AsyncIterable<WireRunEvent>;
  /** Pauses what is running. */
  close(): Promise<void>;
}
