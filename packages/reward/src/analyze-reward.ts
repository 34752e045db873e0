import { EchoError, type Probability } from '@echo/core';
import type { RewardFunction, RewardInput } from './reward.js';

/** The optimum of a reward at one true probability of being correct. */
export interface RewardPoint {
  readonly truth: Probability;
  /** The stated confidence with the highest expected reward; the truth itself where it is among several. */
  readonly bestReport: Probability;
  /** V(truth): the expected reward of that report. */
  readonly value: number;
  /**
   * The expected reward that stating the truth loses to the best report; 0 everywhere when the reward is
   * proper.
   */
  readonly gap: number;
  /**
   * Standard deviation of the reward of that report over the verdict: the noise that a group's mean averages
   * out.
   */
  readonly standardDeviation: number;
  /** The best report where a share of the grades is flipped. */
  readonly noisyReport: Probability;
}

export interface AnalysisOptions {
  /** The share of verdicts that are flipped where the effect of noise is computed; .05 unless given. */
  readonly flipped?: Probability;
}

export interface RewardAnalysis {
  /** One point for each integer percentage, 0 to 100. */
  readonly curve: readonly RewardPoint[];
  /** True when the truth is a best report at every integer percentage. */
  readonly proper: boolean;
  /** The largest gap. */
  readonly proprietyGap: number;
  /** The truths at which the best report is another. */
  readonly dishonest: readonly Probability[];
  /**
   * The truths above 0 and up to `until` at which a deliberately incorrect answer earns at least as much as
   * the best report.
   *
   * `value` is what that answer earns with the best confidence for it. Null when V rises from the start.
   */
  readonly abstentionExploit: { readonly value: number; readonly until: Probability } | null;
  /**
   * The effect of flipped verdicts on the optimal policy: how far its reports move, and the reward that
   * costs.
   */
  readonly noise: { readonly flipped: Probability; readonly shift: number; readonly loss: number };
}

const TIE = 1e-9;
const PERCENTAGES = Array.from({ length: 101 }, (_, percent) => percent / 100);

/**
 * The analysis of what a reward makes optimal, over all integer percentages of truth and report.
 *
 * The reward is asked about well-formed replies, fully correct (grade 1) and fully incorrect (grade 0).
 *
 * @example
 * ```ts
 * import { analyzeReward, presets } from '@echo/reward';
 *
 * const { proper, dishonest, abstentionExploit } = analyzeReward(presets.echo);
 * proper; // → false
 * dishonest.length; // → 30
 * abstentionExploit; // → { value: 0.4, until: 0.5 }
 * ```
 */
export function analyzeReward(
  reward: RewardFunction,
  { flipped = 0.05 }: AnalysisOptions = {},
): RewardAnalysis {
  if (!(flipped >= 0 && flipped < 0.5))
    throw new EchoError('invalid-input', `Expected \`flipped\` to lie in [0, .5), got ${flipped}.`);
  const correct = PERCENTAGES.map((p) => totalOf(reward, reply(p, true)));
  const incorrect = PERCENTAGES.map((p) => totalOf(reward, reply(p, false)));
  const expected = (truth: number, report: number) =>
    truth * (correct[report] as number) + (1 - truth) * (incorrect[report] as number);
  const bestFor = (truth: number, preferred: number) => {
    let best = preferred;
    for (let report = 0; report <= 100; report++)
      if (expected(truth, report) > expected(truth, best) + TIE) best = report;
    return best;
  };
  const points = PERCENTAGES.map((truth, percent) => {
    const best = bestFor(truth, percent);
    const seen = truth + flipped * (1 - 2 * truth);
    const noisy = bestFor(seen, best);
    const value = expected(truth, best);
    const point: RewardPoint = {
      truth,
      bestReport: best / 100,
      value,
      gap: best === percent ? 0 : value - expected(truth, percent),
      standardDeviation:
        Math.sqrt(truth * (1 - truth)) * Math.abs((correct[best] as number) - (incorrect[best] as number)),
      noisyReport: noisy / 100,
    };
    return { point, loss: Math.max(0, value - expected(truth, noisy)) };
  });
  const curve = points.map(({ point }) => point);
  const incorrectValue = curve[0]?.value ?? 0;
  const until = curve.filter(({ truth, value }) => truth > 0 && value <= incorrectValue + TIE).at(-1)?.truth;
  const dishonest = curve.filter(({ gap }) => gap > 0).map(({ truth }) => truth);
  return {
    curve,
    proper: dishonest.length === 0,
    proprietyGap: Math.max(...curve.map(({ gap }) => gap)),
    dishonest,
    abstentionExploit: until === undefined ? null : { value: incorrectValue, until },
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
    spans: { confidence: null, answer: null },
  } as const;
  return { parsed, grade: { grade: Number(correct), correct } };
}
