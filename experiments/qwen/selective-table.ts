import type { Trial } from '@echo/eval';
import { accuracy } from '@echo/metrics';
import { selectiveThreshold } from '@echo/metrics/selective';
import { percent, table } from '../smollm2/scores-table.js';

const THRESHOLDS = [0, 0.3, 0.5, 0.6, 0.7, 0.8];
const RISKS = [0.4, 0.3, 0.2];

/**
 * How much accuracy for how much coverage, and risks that are promised.
 *
 * A threshold is found on every other answer, and checked on the rest.
 */
export function selectiveTable(trials: readonly Trial[]): string {
  const rows = THRESHOLDS.map((threshold) => {
    const answered = trials.filter(({ confidence }) => confidence >= threshold);
    return [percent(threshold), percent(answered.length / trials.length), percent(accuracy(answered))];
  });
  const [found, rest] = [0, 1].map((odd) => trials.filter((_, i) => i % 2 === odd)) as [Trial[], Trial[]];
  const promises = RISKS.map((risk) => {
    const threshold = selectiveThreshold(found, { risk })?.threshold ?? null;
    const answered = threshold === null ? [] : rest.filter(({ confidence }) => confidence >= threshold);
    const right = accuracy(answered);
    return [
      percent(risk),
      percent(threshold),
      percent(answered.length / rest.length),
      percent(right === null ? null : 1 - right),
    ];
  });
  return `${table([['answered from', 'coverage', 'accuracy'], ...rows])}

${table([['at most incorrect, promised', 'threshold', 'coverage of the rest', 'incorrect there'], ...promises])}`;
}
