import { EchoError } from '@echo/core';
import type { Trial } from '@echo/eval';
import {
  adapterValues,
  restoreTrainState,
  type TensorValues,
  type TrainSnapshot,
  takeSnapshot,
} from '@echo/grpo';
import type { RunReport, StepEvent, When } from './run-event.js';
import type { AdapterName, RunStore } from './run-store.js';
import type { TaskSplit } from './split-tasks.js';

/** A store in memory, and what a run has left in it; runs in browsers. */
export interface MemoryStore extends RunStore {
  readonly adapters: ReadonlyMap<AdapterName, TensorValues>;
  report(): RunReport | null;
}

/** A store of a run that lasts as long as the process, or the page. */
export function memoryStore(): MemoryStore {
  const checkpoints = new Map<number, TrainSnapshot>();
  const adapters = new Map<AdapterName, TensorValues>();
  let events: readonly StepEvent[] = [];
  let trials: Readonly<Partial<Record<When, readonly Trial[]>>> = {};
  let kept: TaskSplit | null = null;
  let finished: RunReport | null = null;
  return {
    adapters,
    report: () => finished,
    keepTasks: async (tasks) => {
      if (kept && JSON.stringify(kept) !== JSON.stringify(tasks))
        throw new EchoError(
          'config-mismatch',
          'The tasks of the run have changed since it began; give it the old ones back, or a store of its own.',
        );
      kept = tasks;
    },
    checkpointSteps: async () => [...checkpoints.keys()].sort((a, b) => a - b),
    saveCheckpoint: async (policy, state) => {
      checkpoints.set(state.step, takeSnapshot(policy, state));
    },
    loadCheckpoint: async (policy, step) => {
      const snapshot = checkpoints.get(step);
      if (!snapshot) throw new EchoError('not-found', `There is no checkpoint of step ${step}.`);
      return restoreTrainState(policy, snapshot);
    },
    removeCheckpoint: async (step) => {
      checkpoints.delete(step);
    },
    saveAdapter: async (name, policy) => {
      adapters.set(name, adapterValues(policy.adapter));
    },
    hasAdapter: async (name) => adapters.has(name),
    events: async () => events,
    appendEvent: async (event) => {
      events = [...events, event];
    },
    truncateEvents: async (step) => {
      events = events.filter((event) => event.step <= step);
    },
    trials: async (when) => trials[when] ?? null,
    saveTrials: async (all) => {
      trials = all;
    },
    saveReport: async (report) => {
      finished = report;
    },
  };
}
