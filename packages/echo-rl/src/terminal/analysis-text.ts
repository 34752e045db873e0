import { count, estimate, percent } from '@echo/plots';
import type { ReportAnalysis } from '@echo/report';
import { textTable } from './table.js';

/** The verdict of an analysis, its numbers and what to do next, as lines of text. */
export function analysisText(analysis: ReportAnalysis): string {
  const { verdict, advice, before, after } = analysis;
  const moments = before === null ? [after] : [before, after];
  const row = (name: string, show: (moment: typeof after) => string) => [name, ...moments.map(show)];
  const rows = [
    ...(before === null ? [] : [['', ...moments.map(({ label }) => label)]]),
    row('answers', ({ n }) => count(n)),
    row('accuracy', ({ report }) => share(report.accuracy)),
    row('mean confidence', ({ report }) => share(report.meanConfidence)),
    row('ECE', ({ report }) => estimate(report.ece)),
    row('Brier score', ({ report }) =>
      estimate(report.intervals.brier ?? { value: report.brier, low: null, high: null }),
    ),
    row('AUROC', ({ auroc }) => estimate(auroc)),
    row('AURC', ({ aurc }) => estimate(aurc)),
    row('overconfidence rate', ({ report }) => share(report.overconfidenceRate)),
  ];
  return [
    [verdict.headline, ...verdict.sentences].join('\n'),
    textTable(rows),
    ...advice.map(({ title, text }) => `${title}. ${text}`),
  ].join('\n\n');
}

const share = (value: number | null): string => (value === null ? '–' : percent(value, 1));

/** The numbers of an analysis as one flat value, for one line of JSON. */
export function analysisSummary({ n, failed, ece, verdict, advice, after, change }: ReportAnalysis) {
  const { report, auroc, aurc, threshold } = after;
  return {
    n,
    failed,
    ece: ece.value,
    eceInterval: [ece.low, ece.high],
    accuracy: report.accuracy,
    meanConfidence: report.meanConfidence,
    brier: report.brier,
    auroc: auroc.value,
    aurocInterval: [auroc.low, auroc.high],
    aurc: aurc.value,
    overconfidenceRate: report.overconfidenceRate,
    abstainBelow: threshold?.threshold ?? null,
    verdict: verdict.status,
    headline: verdict.headline,
    advice: advice.map(({ title }) => title),
    ...(change && { change }),
  };
}
