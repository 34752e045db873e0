import { count } from '@echo/plots';
import type { ReportAnalysis } from './analysis/analyze-trials.js';

/** Where the numbers came from and by which rules, as sentences. */
export function provenance({ meta, failed, conventions, after }: ReportAnalysis): readonly string[] {
  const { resamples, seed, rounded } = conventions;
  const { bins } = after.report.conventions;
  return [
    `Source: ${meta.source}`,
    ...(meta.command === undefined ? [] : [`Command: ${meta.command}`]),
    ...(meta.commit === undefined ? [] : [`Commit: ${meta.commit}`]),
    ...(meta.notes ?? []),
    ...(failed === 0
      ? []
      : [`${count(failed)} calls failed; they are in no number, figure or table of this report.`]),
    `Intervals are 95 % intervals: Wilson's of accuracy, DeLong's of AUROC, else of a bootstrap with ${count(resamples)} resamples, seed ${seed}.`,
    `ECE has ${bins} bins of equal width; a confidence on an edge belongs to the bin above it.`,
    ...(rounded ? ['Confidences are rounded to a tenth of a per cent, as there are more than 1,001.'] : []),
    'Base rates are those of these very answers, which flatters them.',
  ];
}
