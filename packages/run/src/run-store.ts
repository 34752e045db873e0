import type { Trial } from '@echo/eval';
import type { TrainState } from '@echo/grpo';
import type { Policy } from '@echo/policy';
import type { RunReport, StepEvent, When } from './run-event.js';
import type { TaskSplit } from './split-tasks.js';

/** Both adapters of a run: the one GRPO starts from, and the trained one. */
export type AdapterName = 'adapter-before' | 'adapter';

/**
 * Where a run keeps what it must not lose: a folder (`folderStore` of `@echo/run/node`) or memory
 * (`memoryStore`).
 *
 * What a promise has acknowledged survives the end of the process, as far as the store itself does.
 */
export interface RunStore {
  /** Notes which tasks the run trains and is measured on; throws `config-mismatch` for others than noted. */
  keepTasks(tasks: TaskSplit): Promise<void>;
  /** The steps that have a checkpoint, oldest first. */
  checkpointSteps(): Promise<readonly number[]>;
  /** Saves the state after a step, with the policy's adapter. */
  saveCheckpoint(policy: Policy, state: TrainState): Promise<void>;
  /** Puts the adapter of a checkpoint into the policy; its state, whose optimizer the caller frees. */
  loadCheckpoint(policy: Policy, step: number): Promise<TrainState>;
  removeCheckpoint(step: number): Promise<void>;
  /** Saves the policy's adapter under a name, for others to load. */
  saveAdapter(name: AdapterName, policy: Policy): Promise<void>;
  hasAdapter(name: AdapterName): Promise<boolean>;
  /** The statistics of the steps so far. */
  events(): Promise<readonly StepEvent[]>;
  appendEvent(event: StepEvent): Promise<void>;
  /** Drops the events after a step: they are made again, number for number. */
  truncateEvents(step: number): Promise<void>;
  /** The trials of an evaluation; null when it is not finished. */
  trials(when: When): Promise<readonly Trial[] | null>;
  saveTrials(trials: Readonly<Partial<Record<When, readonly Trial[]>>>): Promise<void>;
  saveReport(report: RunReport): Promise<void>;
}
