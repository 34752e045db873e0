/** How what entropy is worth goes over a run. */
export interface EntropySchedule {
  /** Until three tenths of the steps: high enough to keep statements apart from the average until questions are told apart. */
  readonly from: number;
  /** From seven tenths of the steps on: low enough for the last digit of a statement to mean something. */
  readonly to: number;
  readonly totalSteps: number;
}

/** The entropy coefficient β of step `step`, counted from 1: between its two ends it falls by the same factor every step. */
export function entropyCoefficient({ from, to, totalSteps }: EntropySchedule, step: number): number {
  const progress = Math.min(1, Math.max(0, (step / totalSteps - 0.3) / 0.4));
  if (progress === 0) return from;
  return progress === 1 || from === 0 ? to : from * (to / from) ** progress;
}
