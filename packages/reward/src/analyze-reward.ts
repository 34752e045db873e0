import type { Probability } from '@echo/core';
import type { RewardFunction, RewardInput } from './reward.js';

/** What a reward makes of one true probability of being right. */
export interface RewardPoint {
  readonly truth: Probability;
  /** The report with the highest expected reward; the truth itself where it is among several. */
  readonly bestReport: Probability;
  /** V(truth): the expected reward of that report. */
  readonly value: number;
  /** What the truth loses against the best report; 0 everywhere when the reward is proper. */
  readonly gap: number;
}

export interface RewardAnalysis {
  /** One point for each whole per cent, 0 to 100. */
  readonly curve: readonly RewardPoint[];
  /** True when the truth is a best report at every whole per cent. */
  readonly proper: boolean;
  /** The largest gap. */
  readonly proprietyGap: number;
  /** The truths at which the best report is another. */
  readonly dishonest: readonly Probability[];
  /**
   * The truths, from above 0 to `until`, at which a deliberately wrong answer with the best confidence for it earns at least as much as
   * the best report: giving up pays. Null when V rises from the start.
   */
  readonly givingUpPays: { readonly value: number; readonly until: Probability } | null;
}

const TIE = 1e-9;
const PER_CENTS = Array.from({ length: 101 }, (_, percent) => percent / 100);

/** Computes what a reward makes optimal, over all whole per cents of truth and report. Sees well-formed replies that are fully right or fully wrong. */
export function analyzeReward(reward: RewardFunction): RewardAnalysis {
  const right = PER_CENTS.map((p) => reward(reply(p, 1)).total);
  const wrong = PER_CENTS.map((p) => reward(reply(p, 0)).total);
  const expected = (truth: number, report: number) =>
    truth * (right[report] as number) + (1 - truth) * (wrong[report] as number);
  const curve = PER_CENTS.map((truth, percent): RewardPoint => {
    let best = percent;
    for (let report = 0; report <= 100; report++)
      if (expected(truth, report) > expected(truth, best) + TIE) best = report;
    const value = expected(truth, best);
    return {
      truth,
      bestReport: best / 100,
      value,
      gap: best === percent ? 0 : value - expected(truth, percent),
    };
  });
  const gaveUp = curve[0]?.value ?? 0;
  const until = curve.filter(({ truth, value }) => truth > 0 && value <= gaveUp + TIE).at(-1)?.truth;
  const dishonest = curve.filter(({ gap }) => gap > 0).map(({ truth }) => truth);
  return {
    curve,
    proper: dishonest.length === 0,
    proprietyGap: Math.max(...curve.map(({ gap }) => gap)),
    dishonest,
    givingUpPays: until === undefined ? null : { value: gaveUp, until },
  };
}

function reply(confidence: Probability, correctness: Probability): RewardInput {
  const parsed = {
    confidence,
    answer: 'x',
    reasoning: null,
    wellFormed: true,
    abstained: false,
    confidenceSource: 'tag',
    answerSource: 'tag',
  } as const;
  return { parsed, correctness };
}
