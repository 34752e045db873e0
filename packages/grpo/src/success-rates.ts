import type { Probability } from '@echo/core';
import { applyRecalibration, fitPlatt, type Recalibration } from '@echo/metrics/recalibration';
import type { Tokenizer } from '@echo/policy';
import { answerLogLikelihood } from './answer-log-likelihood.js';
import type { RolloutGroup } from './rollout.js';

/** The chance of being correct that each rollout of a group is taken to have, [G]. */
export type SuccessRates = (group: RolloutGroup) => readonly Probability[];

/** The share of the group that is correct, for each of its rollouts. */
export const groupSuccessRate: SuccessRates = ({ rollouts }) => {
  const rate = rollouts.filter(({ reward }) => reward.correct).length / rollouts.length;
  return rollouts.map(() => rate);
};

/** How likely an answer was when it was sampled, and how it turned out. */
export interface AnswerOutcome {
  readonly domain: string;
  readonly logLikelihood: number;
  readonly correct: boolean;
}

/** Outcomes that are kept to learn from, the newest. */
const KEPT = 2000;
/** Outcomes from which a map is fitted: of a domain, else of all. */
const LEAST = 60;

/**
 * The success rate that an answer's likelihood has meant so far.
 *
 * Platt scaling of the likelihood, domain by domain, fitted to the outcomes of earlier steps. A verdict is
 * one bit with the variance p (1 − p); the likelihood, which sampling gives for nothing, tells most of p. A
 * domain of few outcomes is read by the map of all; from few outcomes at all, as in the first steps, and
 * after a completion without an answer, the rate is the group's.
 */
export function likelihoodSuccessRates(
  outcomes: readonly AnswerOutcome[],
  tokenizer: Pick<Tokenizer, 'decode'>,
): SuccessRates {
  if (outcomes.length < LEAST) return groupSuccessRate;
  const maps = new Map<string, Recalibration>();
  for (const name of new Set(outcomes.map(({ domain }) => domain))) {
    const own = outcomes.filter(({ domain }) => domain === name);
    if (own.length >= LEAST) maps.set(name, mapOf(own));
  }
  const ofAll = mapOf(outcomes);
  return (group) => {
    const map = maps.get(group.observation.domain) ?? ofAll;
    const ofGroup = groupSuccessRate(group);
    return group.rollouts.map((rollout, i) => {
      const logLikelihood = answerLogLikelihood(rollout, tokenizer);
      return logLikelihood === null
        ? (ofGroup[i] as number)
        : applyRecalibration(map, likelihood(logLikelihood));
    });
  };
}

/** The outcomes with those of a step's groups, the newest of them. */
export function withOutcomesOf(
  groups: readonly RolloutGroup[],
  outcomes: readonly AnswerOutcome[],
  tokenizer: Pick<Tokenizer, 'decode'>,
): readonly AnswerOutcome[] {
  const added = groups.flatMap(({ observation: { domain }, rollouts }) =>
    rollouts.flatMap((rollout) => {
      const logLikelihood = answerLogLikelihood(rollout, tokenizer);
      return logLikelihood === null ? [] : [{ domain, logLikelihood, correct: rollout.reward.correct }];
    }),
  );
  return [...outcomes, ...added].slice(-KEPT);
}

const likelihood = (logLikelihood: number): Probability => Math.exp(Math.min(0, logLikelihood));

const mapOf = (outcomes: readonly AnswerOutcome[]): Recalibration =>
  fitPlatt({
    confidence: outcomes.map(({ logLikelihood }) => likelihood(logLikelihood)),
    correct: outcomes.map(({ correct }) => correct),
  });
