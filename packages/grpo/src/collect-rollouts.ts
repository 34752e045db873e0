import type { Environment, ResetOptions } from '@echo/env';
import type { Policy, PolicySampling } from '@echo/policy';
import type { GroupRewardFunction } from '@echo/reward';
import type { RolloutGroup } from './rollout.js';

export interface CollectOptions {
  readonly policy: Policy;
  /** Makes one environment; `groupSize` of them are kept for each prompt, reset to the same question. */
  readonly environment: () => Environment;
  /** One reset for each prompt; its seed decides the question. */
  readonly resets: readonly ResetOptions[];
  /** Completions of each prompt. */
  readonly groupSize: number;
  readonly sampling: PolicySampling;
  /** Scores a whole group again, in place of the environment's own reward. */
  readonly groupReward?: GroupRewardFunction;
}

/** Poses each question once, lets the policy answer it `groupSize` times, and has every answer graded: [P] groups of G rollouts. */
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
