import { learningCurves } from '@echo/plots';
import { median } from 'simple-statistics';

/** The learning curve of one run. */
export interface Curve {
  readonly estimator: string;
  readonly seed: number;
  readonly steps: number;
  readonly points: readonly {
    /** Rollouts sampled so far, under the name that stored curves have. */
    readonly episodes: number;
    readonly ece: number;
    readonly brier: number;
    readonly auroc: number;
    readonly accuracy: number;
  }[];
}

/** The ECE from which on a confidence counts as calibrated. */
const ECE = 0.1;

/** The rollouts sampled when held-out ECE was first at most .10; Infinity when it never was. */
function rolloutsNeeded({ points }: Curve): number {
  return points.find(({ ece }) => ece <= ECE)?.episodes ?? Number.POSITIVE_INFINITY;
}

/** A Markdown table with a row an estimator: medians over the seeds, then each seed's value in brackets. */
export function summaryTable(curves: readonly Curve[]): string {
  const names = [...new Set(curves.map(({ estimator }) => estimator))];
  const rows = names.map((name) => {
    const own = curves.filter(({ estimator }) => estimator === name);
    const cell = (of: (curve: Curve) => number, show: (x: number) => string): string => {
      const values = own.map(of);
      return `${show(median(values))} (${values.map(show).join(', ')})`;
    };
    const last = (key: 'ece' | 'brier' | 'auroc' | 'accuracy') =>
      cell(
        ({ points }) => points.at(-1)?.[key] ?? Number.NaN,
        (x) => x.toFixed(3),
      );
    const needed = cell(rolloutsNeeded, (x) => (Number.isFinite(x) ? String(x) : 'never'));
    return `| ${name} | ${needed} | ${last('ece')} | ${last('brier')} | ${last('auroc')} | ${last('accuracy')} |`;
  });
  return [
    '| estimator | rollouts to ECE ≤ .10 | ECE | Brier | AUROC | accuracy |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The figure of held-out ECE and Brier score over rollouts sampled. */
export function curvesFigure(curves: readonly Curve[]) {
  const panel = (key: 'ece' | 'brier', title: string) => ({
    title,
    values: curves.flatMap(({ estimator, seed, points }) =>
      points.map((point) => ({ series: estimator, run: String(seed), x: point.episodes, y: point[key] })),
    ),
  });
  return learningCurves([panel('ece', 'Held-out ECE'), panel('brier', 'Held-out Brier score')], {
    x: 'Rollouts sampled',
    title: 'What each estimator needs',
    source: 'docs/results/sample-efficiency/curves.jsonl',
  });
}
