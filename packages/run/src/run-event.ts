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
} & Partial<HeldOutLook>;

/** What the policy shows on some of the held-out tasks, the same ones at every look. */
export interface HeldOutLook {
  /** How many were looked at. */
  readonly heldOutTasks: number;
  /** Null where no reply was graded, as is the ECE. */
  readonly heldOutAccuracy: number | null;
  readonly heldOutEce: number | null;
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
  /** Steps made. */
  readonly steps: number;
  /** Rollouts sampled in all: steps · prompts · group. */
  readonly rollouts: number;
  /** Tasks trained on. */
  readonly trainTasks: number;
}
