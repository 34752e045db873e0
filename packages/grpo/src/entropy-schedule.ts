/** The schedule of the entropy coefficient β over a run. */
export interface EntropySchedule {
  /**
   * β until three tenths of the steps: high enough that distributions do not collapse before questions are
   * told apart.
   */
  readonly from: number;
  /** β from seven tenths of the steps on: low enough for the last digit of a confidence to mean something. */
  readonly to: number;
  readonly totalSteps: number;
}

/**
 * The entropy coefficient β of a step, counted from 1, in a schedule that falls geometrically.
 *
 * Between three and seven tenths of the steps β falls by the same factor every step.
 *
 * @example
 * ```ts
 * import { entropyCoefficient } from '@echo/grpo';
 *
 * entropyCoefficient({ from: 0.03, to: 0.002, totalSteps: 100 }, 50); // → 0.0077
 * ```
 */
export function entropyCoefficient({ from, to, totalSteps }: EntropySchedule, step: number): number {
  const progress = Math.min(1, Math.max(0, (step / totalSteps - 0.3) / 0.4));
  if (progress === 0) return from;
  return progress === 1 || from === 0 ? to : from * (to / from) ** progress;
}
