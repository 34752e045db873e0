import { mean, sampleStandardDeviation } from 'simple-statistics';

/** An advantage estimator: turns the rewards of a group into the advantages of its completions. */
export type AdvantageEstimator = (rewards: readonly number[]) => readonly number[];

/**
 * Reward minus the group's mean: GRPO without division by the standard deviation (Dr. GRPO, arXiv
 * 2503.20783).
 *
 * The default, because the division over-weights groups whose rewards hardly differ and, with uncertain
 * outcomes, teaches overconfidence (arXiv 2508.11800).
 *
 * @example
 * ```ts
 * import { centered } from '@echo/grpo';
 *
 * centered([1, 0, 0, 1]); // → [0.5, -0.5, -0.5, 0.5]
 * ```
 */
export const centered: AdvantageEstimator = (rewards) => {
  const baseline = mean([...rewards]);
  return rewards.map((reward) => reward - baseline);
};

/**
 * Centred and divided by the group's standard deviation plus 1e-4: GRPO as published (arXiv 2402.03300).
 *
 * The standard deviation is that of a sample, with n − 1.
 *
 * @example
 * ```ts
 * import { standardized } from '@echo/grpo';
 *
 * standardized([1, 0, 0, 1]); // → [0.8659, -0.8659, -0.8659, 0.8659]
 * ```
 */
export const standardized: AdvantageEstimator = (rewards) => standardizedBy(rewards, 1e-4);

/** Centred and divided by the group's standard deviation plus ε. */
export function standardizedBy(rewards: readonly number[], epsilon: number): readonly number[] {
  const deviations = centered(rewards);
  const deviation = rewards.length > 1 ? sampleStandardDeviation([...rewards]) : 0;
  return deviations.map((d) => d / (deviation + epsilon));
}

/**
 * Reward minus the mean of the others: RLOO (arXiv 2402.14740). A group of one has advantage 0.
 *
 * @example
 * ```ts
 * import { leaveOneOut } from '@echo/grpo';
 *
 * leaveOneOut([1, 0, 0]); // → [1, -0.5, -0.5]
 * ```
 */
export const leaveOneOut: AdvantageEstimator = (rewards) => {
  const n = rewards.length;
  return n === 1 ? [0] : centered(rewards).map((d) => (d * n) / (n - 1));
};
