import { MetricsError } from '../errors.js';

/** What a matcher demands beyond the measured figure. */
export interface EvidenceOptions {
  /**
   * The confidence with which the figure must keep its limit: its bound is compared, not the measured figure.
   *
   * Not given, the measured figure decides.
   */
  readonly confidence?: number;
}

/** The level of the two-sided interval whose one end holds with this confidence. */
export function levelOf(confidence: number): number {
  if (!(confidence > 0.5 && confidence < 1))
    throw new MetricsError(`Expected \`confidence\` to lie between .5 and 1, got ${confidence}.`);
  return 2 * confidence - 1;
}
