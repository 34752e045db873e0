import { EchoError, type Probability } from '@echo/core';
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
  /** Standard deviation of the reward of that report: the luck in one answer, which a group's average has to wash out. */
  readonly deviation: number;
  /** The best report where a share of the grades is flipped. */
  readonly noisyReport: Probability;
}

export interface AnalysisOptions {
  /** The share of grades that are flipped, right for wrong, where the effect of noise is computed; .05 unless given. */
  readonly flipped?: Probability;
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
  /** What noise in the grades does to one who learns the reward perfectly: how far reports move, and what they lose by right grades. */
  readonly noise: { readonly flipped: Probability; readonly shift: number; readonly loss: number };
}

const TIE = 1e-9;
const PER_CENTS = Array.from({ length: 101 }, (_, percent) => percent / 100);

/**
 * Computes what a reward makes optimal, over all integer percentages of truth and report.
 *
 * The reward is asked about well-formed replies, fully correct (grade 1) and fully incorrect (grade 0).
 */
export function analyzeReward(
  reward: RewardFunction,
  { flipped = 0.05 }: AnalysisOptions = {},
): RewardAnalysis {
  if (!(flipped >= 0 && flipped < 0.5))
    throw new EchoError('invalid-input', `Expected \`flipped\` to lie in [0, .5), got ${flipped}.`);
  const right = PER_CENTS.map((p) => totalOf(reward, reply(p, true)));
  const wrong = PER_CENTS.map((p) => totalOf(reward, reply(p, false)));
  const expected = (truth: number, report: number) =>
    truth * (right[report] as number) + (1 - truth) * (wrong[report] as number);
  const bestFor = (truth: number, preferred: number) => {
    let best = preferred;
    for (let report = 0; report <= 100; report++)
      if (expected(truth, report) > expected(truth, best) + TIE) best = report;
    return best;
  };
  const points = PER_CENTS.map((truth, percent) => {
    const best = bestFor(truth, percent);
    const seen = truth + flipped * (1 - 2 * truth);
    const noisy = bestFor(seen, best);
    const value = expected(truth, best);
    const point: RewardPoint = {
      truth,
      bestReport: best / 100,
      value,
      gap: best === percent ? 0 : value - expected(truth, percent),
      deviation: Math.sqrt(truth * (1 - truth)) * Math.abs((right[best] as number) - (wrong[best] as number)),
      noisyReport: noisy / 100,
    };
    return { point, loss: Math.max(0, value - expected(truth, noisy)) };
  });
  const curve = points.map(({ point }) => point);
  const gaveUp = curve[0]?.value ?? 0;
  const until = curve.filter(({ truth, value }) => truth > 0 && value <= gaveUp + TIE).at(-1)?.truth;
  const dishonest = curve.filter(({ gap }) => gap > 0).map(({ truth }) => truth);
  return {
    curve,
    proper: dishonest.length === 0,
    proprietyGap: Math.max(...curve.map(({ gap }) => gap)),
    dishonest,
    givingUpPays: until === undefined ? null : { value: gaveUp, until },
    noise: {
      flipped,
      shift: Math.max(...curve.map(({ bestReport, noisyReport }) => Math.abs(noisyReport - bestReport))),
      loss: Math.max(...points.map(({ loss }) => loss)),
    },
  };
}

function totalOf(reward: RewardFunction, input: RewardInput): number {
  const { total } = reward(input);
  if (!Number.isFinite(total))
    throw new EchoError(
      'invalid-input',
      `Expected the reward of a confidence of ${input.parsed.confidence} with the grade ${input.grade.grade} to be a finite number, got ${total}; clamp it.`,
    );
  return total;
}

function reply(confidence: Probability, correct: boolean): RewardInput {
  const parsed = {
    confidence,
    answer: 'x',
    reasoning: null,
    wellFormed: true,
    abstained: false,
    confidenceSource: 'tag',
    answerSource: 'tag',
  } as const;
  return { parsed, grade: { grade: Number(correct), correct } };
}
