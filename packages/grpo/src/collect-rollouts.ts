import type { Environment, ResetOptions } from '@echo/env';
import type { Policy, PolicySampling } from '@echo/policy';
import type { GroupRewardFunction } from '@echo/reward';
import type { RolloutGroup } from './rollout.js';

export interface CollectOptions {
  readonly policy: Policy;
  /** Makes one environment; each prompt gets `groupSize` of them, reset to the same question. */
  readonly environment: () => Environment;
  /** One reset for each prompt; its seed decides the question. */
  readonly resets: readonly ResetOptions[];
  /** G: completions of each prompt. */
  readonly groupSize: number;
  readonly sampling: PolicySampling;
  /** Scores a whole group again, in place of the environment's own reward. */
  readonly groupReward?: GroupRewardFunction;
}

/**
 * Samples a group of rollouts for each prompt and has every completion graded: [P] groups of G.
 *
 * Throws what the policy and the environments throw.
 */
export async function collectRollouts(options: CollectOptions): Promise<RolloutGroup[]> {
  const { policy, environment, resets, groupSize, sampling, groupReward } = options;
  const episodes = await Promise.all(
    resets.map(async (reset) => {
      const members = Array.from({ length: groupSize }, environment);
      const [observation] = await Promise.all(members.map((member) => member.reset(reset)));
      return { members, observation: observation as Awaited<ReturnType<Environment['reset']>> };
    }),
  );
  const prompts = episodes.map(({ observation }) => observation.prompt);
  const completions = await policy.completeGroups(prompts, { ...sampling, n: groupSize });
  return Promise.all(
    episodes.map(async ({ members, observation }, p) => {
      const group = completions[p] ?? [];
      const results = await Promise.all(
        members.map((member, g) => member.step({ response: group[g]?.text ?? '' })),
      );
      const rewards = groupReward?.(results) ?? results.map((result) => result.breakdown);
      const rollouts = group.flatMap((completion, g) => {
        const result = results[g];
        const reward = rewards[g];
        return result && reward ? [{ completion, result, reward }] : [];
      });
      return { observation, promptIds: policy.encodePrompt(observation.prompt), rollouts };
    }),
  );
}
