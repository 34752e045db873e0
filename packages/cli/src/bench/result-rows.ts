import type { BenchResult, BenchScores } from '@echo/eval/echo-bench';
import { count, estimate, percentEstimate } from '@echo/plots';

/** A result as rows of text: the parts, and all of them. */
export function benchResultRows({ all, parts }: BenchResult): readonly (readonly string[])[] {
  return [
    ['', 'n', 'score', 'accuracy', 'ECE', 'Brier', 'AUROC'],
    ...Object.entries(parts).map(([name, scores]) => rowOf(name, scores)),
    ...(Object.keys(parts).length > 1 ? [rowOf('all', all)] : []),
  ];
}

const rowOf = (name: string, { n, score, accuracy, ece, brier, auroc }: BenchScores): readonly string[] => [
  name,
  count(n),
  estimate(score),
  percentEstimate(accuracy, 1),
  estimate(ece),
  estimate(brier),
  estimate(auroc),
];
