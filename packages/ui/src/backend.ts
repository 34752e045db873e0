import type { Completion, Prompt } from '@echo/core';
import type {
  WireEvaluation,
  WireEvaluationRequest,
  WireRun,
  WireRunEvent,
  WireRunRequest,
} from '@echo/env/wire';
import type { PeftFiles } from '@echo/policy';
import type { ReportTrial } from '@echo/report';
import type { PresetName } from '@echo/reward';
import type { Task } from '@echo/tasks';
import type { Access } from './backend/access.js';

/**
 * What the page asks of the world around it, as plain functions.
 *
 * Components are handed a backend and know neither fetch nor workers. There is one for a folder of static
 * files, one for the server, and one for `echo.html`, which has no files beside it.
 */
export interface Backend {
  readonly kind: BackendKind;
  /** The files that ship with the page; null in `echo.html`. */
  readonly shipped: ShippedFiles | null;
  /** The embedded policy in a worker; null where its files cannot be fetched. */
  readonly policy: PolicyClient | null;
  /** Models, evaluations and runs of the server; null without one. */
  readonly server: ServerClient | null;
  /** The token of the server; null without one. */
  readonly access: Access | null;
}

export type BackendKind = 'served' | 'static' | 'file';

/** The files that ship with the page. */
export interface ShippedFiles {
  /** The embedded tasks of a split. */
  tasks(split: ShippedSplit): Promise<readonly Task[]>;
  /** A file of the demo run whose results ship with the page. */
  demo(name: 'trials.jsonl' | 'events.jsonl' | 'report.json'): Promise<File>;
}

export type ShippedSplit = 'dev' | 'test' | 'adversarial';

/** How much of something has been done; `of` is null while it is not known. */
export interface Progress {
  readonly done: number;
  readonly of: number | null;
}

/** The embedded policy: as it was pretrained, or with the adapter that the demo run trained. */
export type PolicyMoment = 'before' | 'after';

/** The embedded policy in a module worker; `packages/ui/src/worker` implements it. */
export interface PolicyClient {
  /** Fetches the weights, with progress in bytes, and chooses how to compute; once, however often called. */
  load(onProgress?: (progress: Progress) => void): Promise<PolicyInfo>;
  /** Tells the bytes while they are fetched, whoever asked for them, then null; returns what ends it. */
  watchLoading(listener: (progress: Progress | null) => void): () => void;
  /** A completion as it is written: its distribution over confidences where known, tokens, then the whole. */
  generate(prompt: Prompt, options: GenerateOptions): AsyncIterable<GenerationEvent>;
  /** Evaluates tasks, a batch of trials an event, in the order of the tasks. */
  evaluate(tasks: readonly Task[], options: EvaluateOptions): AsyncIterable<readonly ReportTrial[]>;
  /** Times a little of a training, so that the whole can be told before it starts. */
  timeTraining(settings: Pick<TrainingSettings, 'reward' | 'seed'>): Promise<TrainingTimes>;
  /** Starts a training run of the demo's configuration. One runs at a time. */
  train(settings: TrainingSettings): TrainingSession;
  /** The adapter that the newest run has trained, as PEFT's files; null before one has ended. */
  trainedAdapter(): Promise<PeftFiles | null>;
  /** Makes an adapter that of the moment `after`; null for that of the demo run again. */
  useAfter(adapter: PeftFiles | null): Promise<void>;
  /** Ends the worker and what it does. */
  close(): void;
}

/** How the policy is computed here. */
export interface PolicyInfo {
  readonly device: 'wasm' | 'webgpu' | 'cpu';
  /** 1 without cross-origin isolation. */
  readonly threads: number;
  readonly simd: boolean;
  readonly parameters: number;
}

export interface GenerateOptions {
  readonly moment: PolicyMoment;
  /** 0 unless given. */
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** An event of a completion that is being written. */
export type GenerationEvent =
  /** The probabilities of the 101 integer percentages, which sum to 1. */
  | { readonly type: 'distribution'; readonly probabilities: readonly number[] }
  | { readonly type: 'piece'; readonly text: string }
  | { readonly type: 'end'; readonly text: string; readonly finishReason: Completion['finishReason'] };

export interface EvaluateOptions {
  readonly moment: PolicyMoment;
  readonly signal?: AbortSignal;
}

/** What may be chosen of a training run in the page; all else is the demo's configuration. */
export interface TrainingSettings {
  readonly reward: PresetName;
  readonly seed: number;
  readonly steps: number;
  /** Held-out tasks that are answered before and after; 200 unless given. */
  readonly heldOut?: number;
}

/** What was measured of a training on this machine. */
export interface TrainingTimes {
  readonly secondsPerStep: number;
  readonly secondsPerHeldOut: number;
  readonly threads: number;
}

/** A training run that is going on in the worker. */
export interface TrainingSession {
  /** Ends with an `end` or an `error`. */
  readonly events: AsyncIterable<TrainingEvent>;
  /** Stops before the next step, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends the run after the step that is being made. */
  stop(): void;
}

/** What a step of a training shows; the field names are those of `events.jsonl`. */
export interface TrainingStep {
  readonly step: number;
  readonly reward: number;
  readonly accuracy: number;
  readonly meanConfidence: number;
  readonly ece: number | null;
  readonly entropy?: number | null;
  readonly seconds: number;
}

export type TrainingEvent =
  /** Held-out answers, of which the ECE before and after is measured. */
  | { readonly type: 'evaluating'; readonly when: PolicyMoment; readonly progress: Progress }
  | { readonly type: 'trials'; readonly when: PolicyMoment; readonly trials: readonly ReportTrial[] }
  | {
      readonly type: 'step';
      readonly step: TrainingStep;
      readonly of: number;
      /** The rollouts of the step: for the running reliability diagram and as sample completions. */
      readonly rollouts: readonly TrainingRollout[];
    }
  /** The ECE on held-out answers of a run that told no answers. */
  | { readonly type: 'measured'; readonly measures: HeldOutEce }
  | { readonly type: 'paused'; readonly paused: boolean }
  | { readonly type: 'note'; readonly message: string }
  /** The run has ended or is no longer followed; the message says why where that is not plain. */
  | { readonly type: 'end'; readonly message?: string }
  | { readonly type: 'error'; readonly message: string };

/** The ECE on held-out answers before and after, and their number; null where it is not known. */
export interface HeldOutEce {
  readonly n: number | null;
  readonly before: number | null;
  readonly after: number | null;
}

/** A completion of a training step. */
export interface TrainingRollout {
  readonly question: string;
  readonly text: string;
  readonly confidence: number;
  readonly correct: boolean;
  readonly reward: number;
}

/** The routes of `@echo/server` that a page asks. Each throws an `EchoError` in the server's own words. */
export interface ServerClient {
  completers(): Promise<readonly string[]>;
  /** Pieces of a completion as they come. */
  complete(name: string, prompt: Prompt, options?: ServerCompletionOptions): AsyncIterable<string>;
  evaluate(request: WireEvaluationRequest): Promise<WireEvaluation>;
  evaluation(id: string): Promise<WireEvaluation>;
  /** The answers of an evaluation so far, with their questions. */
  evaluationTrials(id: string): Promise<readonly ReportTrial[]>;
  cancelEvaluation(id: string): Promise<WireEvaluation>;
  /** The runs, and whether the server can start one. */
  runs(): Promise<{ readonly runs: readonly WireRun[]; readonly canStart: boolean }>;
  startRun(request: WireRunRequest): Promise<WireRun>;
  pauseRun(id: string): Promise<WireRun>;
  resumeRun(id: string): Promise<WireRun>;
  /** The steps of a run from its first, then as they come. */
  runEvents(id: string, signal?: AbortSignal): AsyncIterable<WireRunEvent>;
}

export interface ServerCompletionOptions {
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly signal?: AbortSignal;
}
