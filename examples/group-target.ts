/**
 * What should a stated confidence be scored against: its own verdict, or the success rate of the rest of its
 * group?
 *
 * A policy of a few logits learns from both, in two worlds. Run: `pnpm example group-target.ts`.
 */
import { createRng, type Rng } from '@echo/core';
import { parseResponse } from '@echo/parser';
import { calibration, defineReward, groupReward, quadraticScore } from '@echo/reward';

const REPORTS = Array.from({ length: 21 }, (_, i) => i / 20);
const REPLIES = REPORTS.map((p) =>
  parseResponse(`<confidence>${Math.round(100 * p)}</confidence><answer>x</answer>`),
);
const GROUP = 8;
const reward = defineReward([calibration(1, quadraticScore)]);

/**
 * A world: the ways an answer can come about, equally likely, each with its probability of being correct.
 *
 * The policy sees which way it is, if `seen`.
 */
interface World {
  readonly name: string;
  readonly ways: readonly number[];
  readonly seen: boolean;
}

const worlds: readonly World[] = [
  { name: 'confidence first, the answer correct 6 times in 10', ways: [0.6], seen: false },
  { name: 'reasoning first, correct 9 times in 10 or 3 times', ways: [0.9, 0.3], seen: true },
];

/** Logits of the reports, one row for each way the policy can tell apart. */
type Policy = readonly number[][];

function probabilities(logits: readonly number[]): readonly number[] {
  const weights = logits.map((x) => Math.exp(x - Math.max(...logits)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function draw(shares: readonly number[], rng: Rng): number {
  let u = rng.next();
  const found = shares.findIndex((share) => {
    u -= share;
    return u < 0;
  });
  return found === -1 ? shares.length - 1 : found;
}

/** The group-relative policy gradient of one group, a row of numbers for each way. */
function gradient(
  policy: Policy,
  { ways, seen }: World,
  target: 'own' | 'leave-one-out',
  rng: Rng,
): number[][] {
  const completions = Array.from({ length: GROUP }, () => {
    const way = rng.int(ways.length);
    const row = seen ? way : 0;
    return {
      row,
      report: draw(probabilities(policy[row] ?? []), rng),
      correct: rng.next() < (ways[way] ?? 0),
    };
  });
  const rewards = groupReward(reward, { target })(
    completions.map(({ report, correct }) => ({
      parsed: REPLIES[report] as (typeof REPLIES)[0],
      grade: { grade: Number(correct), correct },
    })),
  ).map(({ total }) => total);
  const mean = rewards.reduce((sum, r) => sum + r, 0) / GROUP;
  const rows = policy.map((logits) => logits.map(() => 0));
  completions.forEach(({ row, report }, i) => {
    probabilities(policy[row] ?? []).forEach((p, j) => {
      const score = (j === report ? 1 : 0) - p;
      const cells = rows[row] as number[];
      cells[j] = (cells[j] ?? 0) + (((rewards[i] ?? 0) - mean) * score) / GROUP;
    });
  });
  return rows;
}

const fresh = ({ ways, seen }: World): Policy => (seen ? ways : [0]).map(() => REPORTS.map(() => 0));

/** Mean and summed variance of the gradient at the start, over 10,000 groups. */
function noiseAtStart(world: World, target: 'own' | 'leave-one-out'): { mean: number[]; variance: number } {
  const rng = createRng(`noise ${target}`);
  const policy = fresh(world);
  const n = 10_000;
  const sums = policy.flat().map(() => 0);
  const squares = policy.flat().map(() => 0);
  for (let k = 0; k < n; k++) {
    gradient(policy, world, target, rng)
      .flat()
      .forEach((g, j) => {
        sums[j] = (sums[j] ?? 0) + g;
        squares[j] = (squares[j] ?? 0) + g * g;
      });
  }
  const mean = sums.map((sum) => sum / n);
  return { mean, variance: squares.reduce((total, sq, j) => total + sq / n - (mean[j] ?? 0) ** 2, 0) };
}

/** The mean stated confidence of each way after 3,000 steps, averaged over five seeds. */
function learned(world: World, target: 'own' | 'leave-one-out'): readonly number[] {
  const runs = [1, 2, 3, 4, 5].map((seed) => {
    const rng = createRng(seed);
    const policy = fresh(world);
    for (let step = 0; step < 3000; step++) {
      gradient(policy, world, target, rng).forEach((row, r) => {
        row.forEach((g, j) => {
          const logits = policy[r] as number[];
          logits[j] = (logits[j] ?? 0) + 2 * g;
        });
      });
    }
    return policy.map((logits) =>
      probabilities(logits).reduce((sum, p, j) => sum + p * (REPORTS[j] ?? 0), 0),
    );
  });
  return fresh(world).map((_, r) => runs.reduce((sum, run) => sum + (run[r] ?? 0), 0) / runs.length);
}

for (const world of worlds) {
  console.log(`${world.name}:`);
  for (const target of ['own', 'leave-one-out'] as const) {
    const { variance } = noiseAtStart(world, target);
    const stated = learned(world, target);
    const reports = stated.map((p) => `${(100 * p).toFixed(0)} %`).join(' and ');
    const brier = world.ways.reduce((sum, chance, way) => {
      const p = stated[world.seen ? way : 0] ?? 0;
      return sum + (chance * (1 - p) ** 2 + (1 - chance) * p ** 2) / world.ways.length;
    }, 0);
    console.log(
      `  ${target.padEnd(13)} gradient variance ${variance.toFixed(5)}, learned to state ${reports}, Brier ${brier.toFixed(3)}`,
    );
  }
}
