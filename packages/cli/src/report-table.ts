import type { EvalReport } from '@echo/eval';
import type { RunReport } from '@echo/run';
import { number, percent } from './numbers.js';

type Row = readonly [label: string, show: (report: EvalReport) => string];

const ROWS: readonly Row[] = [
  ['tasks', (r) => String(r.n)],
  ['accuracy', (r) => percent(r.accuracy)],
  ['mean confidence', (r) => percent(r.meanConfidence)],
  ['ECE', (r) => number(r.ece.value)],
  ['  95 % interval', (r) => `${number(r.ece.low)}–${number(r.ece.high)}`],
  ['Brier score', (r) => number(r.brier)],
  ['  best constant confidence', (r) => number(r.baselines.constant.brier)],
  ['  base rate of each domain', (r) => number(r.baselines.domain.brier)],
  ['  isotonic recalibration', (r) => number(r.baselines.isotonic.brier)],
  ['AUROC', (r) => number(r.auroc)],
  ['  by domain alone', (r) => number(r.baselines.domain.auroc)],
  ['overconfidence rate', (r) => percent(r.overconfidenceRate)],
  ['well-formed replies', (r) => percent(r.formatRate)],
];

/** Reports side by side as lines of text, one column each. */
export function reportTable(columns: readonly (readonly [title: string, report: EvalReport])[]): string {
  const cells = [
    ['', ...columns.map(([title]) => title)],
    ...ROWS.map(([label, show]) => [label, ...columns.map(([, r]) => show(r))]),
  ];
  const widths = cells[0]?.map((_, c) => Math.max(...cells.map((row) => row[c]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
        .join('   '),
    )
    .join('\n');
}

/** The report of a run before and after GRPO. */
export function beforeAndAfter({ before, after }: RunReport): string {
  return reportTable([
    ['before', before],
    ['after', after],
  ]);
}
