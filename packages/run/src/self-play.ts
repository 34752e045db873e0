import { EchoError } from '@echo/core';
import { selfPlayWeights, type TaskOutcome } from '@echo/env';
import type { RolloutGroup } from '@echo/grpo';
import type { RunConfig } from './config-schema.js';
import type { RunContext } from './run-context.js';

/** Adversarial self-play within a run: it is told what each step has shown, and weighs the tasks. */
export interface SelfPlay {
  /** How often each task is drawn now; null without self-play: all alike. */
  weights(): ReadonlyMap<string, number> | null;
  /** Takes the groups of a step, and returns what the log keeps of them. */
  observe(groups: readonly RolloutGroup[]): { readonly outcomes?: readonly TaskOutcome[] };
}

/**
 * The self-play of a run, from the outcomes that its log has kept: a resumed run goes on to the same
 * questions.
 */
export async function openSelfPlay({ config, tasks, store }: RunContext): Promise<SelfPlay> {
  if (config.selfPlay === 0) return { weights: () => null, observe: () => ({}) };
  const all = (await store.events()).flatMap((event) => event.outcomes ?? []);
  const weigh = () => selfPlayWeights(tasks.train, all, config.selfPlay);
  let weights = weigh();
  return {
    weights: () => weights,
    observe(groups) {
      const outcomes = groups.map(outcomeOf);
      all.push(...outcomes);
      weights = weigh();
      return { outcomes };
    },
  };
}

/** What a group of rollouts shows: how confident its incorrect completions are, without a threshold. */
export function outcomeOf({ observation, rollouts }: RolloutGroup): TaskOutcome {
  const losses = rollouts.map(({ result, reward }) => (reward.correct ? 0 : result.parsed.confidence ** 2));
  const errorLoss = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return { taskId: observation.taskId, errorLoss };
}

/**
 * Refuses self-play, and an accuracy guard, with the questions of a server, which draws them itself.
 */
export function assertOwnQuestions({ selfPlay, accuracyGuard, environment }: RunConfig): void {
  if (environment !== null && (selfPlay > 0 || accuracyGuard > 0))
    throw new EchoError(
      'invalid-input',
      'Self-play and the accuracy guard decide what is posed, and with --environment a server does; leave out --environment, or --self-play and --accuracy-guard.',
    );
}
