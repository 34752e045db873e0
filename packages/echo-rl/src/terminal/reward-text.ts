import type { RewardAnalysis, RewardPoint } from '@echo/reward';

const percent = (x: number) => `${Math.round(100 * x)} %`;
const number = (x: number) => x.toFixed(3);
const cost = (gap: number) => (gap === 0 ? '–' : gap < 0.0005 ? '< 0.001' : number(gap));

/** The analysis of a reward as lines of text. */
export function rewardText(name: string, analysis: RewardAnalysis): string {
  const { curve, noise } = analysis;
  const rows = [
    ['true probability', 'best report', 'expected reward', 'cost of honesty', 'standard deviation'],
    ...curve
      .filter((_, i) => i % 10 === 0)
      .map((point) => [
        percent(point.truth),
        percent(point.bestReport),
        number(point.value),
        cost(point.gap),
        number(point.standardDeviation),
      ]),
  ];
  const widths = rows[0]?.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0))) ?? [];
  return [
    `Reward ${name}`,
    '',
    ...rows.map((row) => row.map((cell, c) => cell.padStart(widths[c] ?? 0)).join('   ')),
    '',
    ...honesty(analysis),
    exploit(analysis),
    `With ${percent(noise.flipped)} of the verdicts flipped, the best report moves by up to ${Math.round(100 * noise.shift)} percentage points and loses up to ${number(noise.loss)}.`,
  ].join('\n');
}

function honesty({ proper, dishonest, proprietyGap, curve }: RewardAnalysis): readonly string[] {
  if (proper)
    return ['Proper: at every integer percentage no report is expected to earn more than the truth.'];
  return [
    `Not proper: at ${dishonest.length} of ${curve.length} integer percentages another report is expected to earn more than the truth, up to ${number(proprietyGap)}.`,
    ...runs(curve).map(
      ([first, last]) =>
        `  true ${first === last ? percent(first.truth) : `${percent(first.truth)} to ${percent(last.truth)}`}: state ${percent(first.bestReport)}`,
    ),
  ];
}

/** Neighbouring truths with one and the same dishonest best report. */
function runs(curve: readonly RewardPoint[]): readonly (readonly [RewardPoint, RewardPoint])[] {
  const found: [RewardPoint, RewardPoint][] = [];
  curve.forEach((point, i) => {
    if (point.gap === 0) return;
    const run = found.at(-1);
    if (run && run[1] === curve[i - 1] && run[0].bestReport === point.bestReport) run[1] = point;
    else found.push([point, point]);
  });
  return found;
}

function exploit({ abstentionExploit }: RewardAnalysis): string {
  return abstentionExploit
    ? `Abstention exploit: a deliberately incorrect answer, with the best confidence for it, earns ${number(abstentionExploit.value)}, at least as much as a true probability up to ${percent(abstentionExploit.until)} does.`
    : 'No abstention exploit: a higher true probability always earns more.';
}
