import type { Prompt } from '@echo/core';
import type { PeftFiles } from '@echo/policy';
import type { ReportTrial } from '@echo/report';
import type { Task } from '@echo/tasks';
import type {
  GenerationEvent,
  PolicyInfo,
  PolicyMoment,
  Progress,
  TrainingEvent,
  TrainingSettings,
  TrainingTimes,
} from '../backend.js';

/** Where a worker fetches what it needs: absolute addresses of folders that end in a slash. */
export interface WorkerAddresses {
  /** The embedded policy's files. */
  readonly nano: string;
  /** The adapter that the demo run trained, in PEFT's layout. */
  readonly adapter: string;
  /** The embedded tasks. */
  readonly tasks: string;
  /** The `.wasm` files of `@tensorflow/tfjs-backend-wasm`. */
  readonly wasm: string;
}

/** How a completion is drawn; an `AbortSignal` stays on the page. */
export interface WorkerSampling {
  readonly moment: PolicyMoment;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
}

/**
 * What the page asks of the worker. Events come through functions, of which the page hands over proxies.
 *
 * A proxy has a channel of its own, and a call may be over before its last events are there: the end is an
 * event, too.
 */
export interface WorkerApi {
  load(
    addresses: WorkerAddresses,
    threads: number | null,
    onProgress: (progress: Progress) => void,
  ): Promise<PolicyInfo>;
  /** The last event is null. */
  generate(
    prompt: Prompt,
    sampling: WorkerSampling,
    onEvent: (event: GenerationEvent | null) => void,
  ): Promise<void>;
  /** Stops early when `onTrials` resolves to false. */
  evaluate(
    tasks: readonly Task[],
    moment: PolicyMoment,
    onTrials: (trials: readonly ReportTrial[]) => Promise<boolean>,
  ): Promise<void>;
  /** Times a little of a training; none may be going on. */
  timeTraining(settings: Pick<TrainingSettings, 'reward' | 'seed'>): Promise<TrainingTimes>;
  /** Trains to the end or to `stop`; the last event is an `end` or an `error`. */
  train(settings: TrainingSettings, onEvent: (event: TrainingEvent) => void): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): void;
  /** The files of the adapter that the newest run has trained; null before one has ended. */
  trainedAdapter(): PeftFiles | null;
  /** Makes an adapter that of the moment `after`; null for that of the demo run again. */
  useAfter(adapter: PeftFiles | null): Promise<void>;
}
