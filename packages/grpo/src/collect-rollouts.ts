import type { Environment, Observation, ResetOptions, StepResult } from '@echo/env';
import type { ActivationCache, Policy, PolicySampling } from '@echo/policy';
import type { GroupRewardFunction, RewardFunction } from '@echo/reward';
import type { RolloutGroup } from './rollout.js';

export interface CollectOptions {
  readonly policy: Policy;
  /** Makes one environment; each prompt gets `groupSize` of them, reset to the same question. */
  readonly environment: () => Environment;
  /** The reward of a graded completion; what the environment itself reports is not trained on. */
  readonly reward: RewardFunction;
  /** One reset for each prompt; its seed decides the question. */
  readonly resets: readonly ResetOptions[];
  /** G: completions of each prompt. */
  readonly groupSize: number;
  readonly sampling: PolicySampling;
  /** Rewards a whole group at once, in place of `reward` completion by completion. */
  readonly groupReward?: GroupRewardFunction;
}

/** Groups of rollouts, [P] of G, and the activations of sampling them, which the caller disposes. */
export interface CollectedRollouts {
  readonly groups: RolloutGroup[];
  /** Null where none were kept. */
  readonly activations: ActivationCache | null;
}

/**
 * Samples a group of rollouts for each prompt and has every completion graded and rewarded.
 *
 * Throws what the policy, the environments and the reward throw.
 */
export async function collectRollouts(options: CollectOptions): Promise<CollectedRollouts> {
  const { policy, environment, resets, groupSize, sampling } = options;
  const episodes = await Promise.all(
    resets.map(async (reset) => {
      const members = Array.from({ length: groupSize }, environment);
      const [observation] = await Promise.all(members.map((member) => member.reset(reset)));
      return { members, observation: observation as Observation };
    }),
  );
  const prompts = episodes.map(({ observation }) => observation.prompt);
  const { groups, activations } = await policy.sample(prompts, { ...sampling, n: groupSize });
  try {
    const graded = await Promise.all(
      episodes.map(async ({ members, observation }, p): Promise<RolloutGroup> => {
        const completions = groups[p] ?? [];
        const results = await Promise.all(
          completions.map(({ text }, g) => (members[g] as Environment).step({ response: text })),
        );
        const rewards = options.groupReward?.(results) ?? results.map((result) => options.reward(result));
        return {
          observation,
          promptIds: policy.tokenizer.applyChatTemplate(observation.prompt),
          rollouts: completions.map((completion, g) => ({
            completion,
            result: results[g] as StepResult,
            reward: rewards[g] as RolloutGroup['rollouts'][number]['reward'],
          })),
        };
      }),
    );
    return { groups: graded, activations };
  } catch (error) {
    activations?.dispose();
    throw error;
  }
}
