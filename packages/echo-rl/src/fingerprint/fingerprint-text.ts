import type { FingerprintRow } from '@echo/metrics/fingerprint';
import { count, decimal, estimate, percent, percentEstimate } from '@echo/plots';
import { visible } from '@echo/report';
import { textTable } from '../terminal/table.js';
import type { DistanceRow } from './fingerprint-distances.js';
import type { LabelledFingerprint } from './fingerprint-series.js';

const HEADER = ['', 'n', 'accuracy', 'confidence', 'gap', 'ECE', 'over', 'under'] as const;

const NOT_TESTED =
  'Without a common task, chance cannot be told from difference; without a common domain, there is no distance.';

/** Difficulties as people order them; others come after, by name. */
const DIFFICULTIES = ['easy', 'medium', 'hard'];

/** Fingerprints as a table each, and their distances. */
export function fingerprintText(
  series: readonly LabelledFingerprint[],
  distances: readonly DistanceRow[],
): string {
  return [
    ...series.flatMap((each) => [`${visible(each.label)}: ${count(each.n)} answers`, tableOf(each)]),
    'Gap: mean confidence less accuracy, in points. Over and under: the parts of ECE. In brackets: 95 % intervals.',
    ...(distances.length === 0 ? [] : [distanceTable(distances)]),
    ...(distances.some(({ tasks }) => tasks === 0) ? [NOT_TESTED] : []),
  ].join('\n\n');
}

function tableOf({ domains }: LabelledFingerprint): string {
  return textTable([
    HEADER,
    ...domains.flatMap(({ domain, difficulties, ...row }) => [
      rowOf(visible(domain), row),
      ...[...difficulties]
        .sort((a, b) => rank(a.difficulty) - rank(b.difficulty))
        .map(({ difficulty, ...part }) => rowOf(`  ${visible(difficulty)}`, part)),
    ]),
  ]);
}

const rank = (difficulty: string): number =>
  DIFFICULTIES.includes(difficulty) ? DIFFICULTIES.indexOf(difficulty) : DIFFICULTIES.length;

function rowOf(name: string, row: FingerprintRow): readonly string[] {
  return [
    name,
    count(row.n),
    percentEstimate(row.accuracy),
    percent(row.meanConfidence),
    estimate(row.gap, points),
    estimate(row.ece),
    estimate(row.overconfidence.value),
    estimate(row.underconfidence.value),
  ];
}

function points(gap: number): string {
  const whole = Math.round(100 * gap);
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole)}`;
}

function distanceTable(distances: readonly DistanceRow[]): string {
  const several = distances.length > 1;
  return textTable([
    ['distance between', 'common tasks', 'distance', 'p', ...(several ? ['p (Holm)'] : [])],
    ...distances.map(({ first, second, tasks, distance, p, adjustedP }) => [
      `${visible(first)} and ${visible(second)}`,
      count(tasks),
      estimate(distance),
      probability(p),
      ...(several ? [probability(adjustedP)] : []),
    ]),
  ]);
}

const probability = (p: number | null): string => (p === null ? '–' : decimal(p, p < 0.001 ? 4 : 3));
