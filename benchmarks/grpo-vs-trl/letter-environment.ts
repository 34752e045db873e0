import type { Prompt } from '@echo/core';
import type { Environment, Observation } from '@echo/env';
import { parseResponse } from '@echo/parser';
import type { RewardFunction } from '@echo/reward';

/** Share of the letter e in a text: a grade that costs next to nothing and differs between completions. */
const letterShare = (text: string): number => (text.split('e').length - 1) / Math.max(1, text.length);

/** Pays the grade, which is the share of the letter e. */
export const letterReward: RewardFunction = ({ grade }) => ({
  total: grade.grade,
  correct: grade.correct,
  components: [],
});

/**
 * Environments that pose the prompts in turn, a new one for every new seed, and grade by the share of the
 * letter e.
 */
export function letterEnvironments(prompts: readonly Prompt[]): () => Environment {
  const turns = new Map<string, number>();
  return () => {
    let observation: Observation | null = null;
    return {
      async reset({ seed = 0 } = {}) {
        const turn = turns.get(String(seed)) ?? turns.size;
        turns.set(String(seed), turn);
        observation = {
          episodeId: String(seed),
          taskId: String(turn % prompts.length),
          domain: 'benchmark',
          difficulty: 'easy',
          question: '',
          prompt: prompts[turn % prompts.length] ?? [],
        };
        return observation;
      },
      async step({ response }) {
        if (!observation) throw new Error('The environment was stepped before its first reset.');
        const parsed = parseResponse(response);
        const grade = { grade: letterShare(response), correct: false };
        const breakdown = letterReward({ parsed, grade });
        return {
          observation,
          reward: breakdown.total,
          terminated: true,
          truncated: false,
          parsed,
          grade,
          breakdown,
          expectedAnswer: '',
        };
      },
      async state() {
        return { episodeId: null, stepCount: 0, taskId: null, done: false, totalReward: 0 };
      },
    };
  };
}
