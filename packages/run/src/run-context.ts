import type { RolloutGroup } from '@echo/grpo';
import type { Policy } from '@echo/policy';
import type { RunConfig } from './config-schema.js';
import type { RunEvent } from './run-event.js';
import type { RunStore } from './run-store.js';
import type { TaskSplit } from './split-tasks.js';

/** Receives the events of a run and shows them. */
export type Reporter = (event: RunEvent) => void;

/** Everything a run works with; each of its stages takes one. */
export interface RunContext {
  readonly config: RunConfig;
  /** The policy of the configuration, as it was loaded; a run moves its adapter. */
  readonly policy: Policy;
  readonly tasks: TaskSplit;
  readonly store: RunStore;
  readonly onEvent: Reporter;
  /** Asks for an early end: what is at hand is finished and saved. */
  readonly signal: AbortSignal;
  /** Is awaited before each step of GRPO: a run waits for as long as the promise is pending. */
  readonly beforeStep?: () => Promise<void>;
  /** Is told of the rollouts of each step, before the event of the step. */
  readonly onRollouts?: (groups: readonly RolloutGroup[]) => void;
}
