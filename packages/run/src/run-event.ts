import type { TaskOutcome } from '@echo/env';
import type { EvalReport } from '@echo/eval';
import type { TrainStep } from '@echo/grpo';

/** The evaluation of a run that a trial belongs to: before GRPO or after it. */
export type When = 'before' | 'after';

/**
 * A line of events.jsonl: the statistics of a step.
 *
 * Everything but `seconds` is the same in every run of the same configuration on the same machine.
 */
export type StepEvent = Omit<TrainStep, 'groups' | 'state'> & {
  readonly seconds: number;
  /** With self-play: what was posed, and how it went; the questions of later steps follow from it. */
  readonly outcomes?: readonly TaskOutcome[];
} & Partial<HeldOutLook> &
  Partial<WatchedLook>;

/** The accuracy on the tasks that the guard watches, where it looked. */
export interface WatchedLook {
  /** Before the first step, of which the first step tells. */
  readonly watchedAccuracyBefore: number;
  /** After the step. */
  readonly watchedAccuracy: number;
}

/** How the accuracy guard stopped a run. */
export interface WentBack {
  /** The step after which accuracy had fallen too far. */
  readonly fromStep: number;
  /** The step whose adapter the run has come to. */
  readonly toStep: number;
}

/** What the policy shows on some of the held-out tasks, the same ones at every look. */
export interface HeldOutLook {
  /** How many were looked at. */
  readonly heldOutTasks: number;
  /** Null where no reply was graded, as is the ECE. */
  readonly heldOutAccuracy: number | null;
  readonly heldOutEce: number | null;
  /** Null unless some are correct and some are not; left out of logs that are older. */
  readonly heldOutAuroc?: number | null;
}

/** An event of a run, for a reporter; a function of yours takes it to any tracker of experiments. */
export type RunEvent =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'evaluating'; readonly when: When; readonly done: number; readonly of: number }
  | { readonly kind: 'sft'; readonly step: number; readonly of: number; readonly loss: number }
  | { readonly kind: 'step'; readonly event: StepEvent; readonly of: number };

/** What a finished run has come to. */
export interface RunReport {
  readonly before: EvalReport;
  readonly after: EvalReport;
  /** Steps made, those that were gone back on left out. */
  readonly steps: number;
  /** Rollouts sampled in all: prompts · group of each step. */
  readonly rollouts: number;
  /** Tasks trained on. */
  readonly trainTasks: number;
  /** Left out unless the accuracy guard stopped the run. */
  readonly wentBack?: WentBack;
}
