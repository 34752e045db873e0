import type { ReportAnalysis } from './analysis/analyze-trials.js';

/** The report as JSON, without the steps of the training, which have a file of their own. */
export function reportJson(analysis: ReportAnalysis): string {
  const { steps: _, ...rest } = analysis;
  return `${JSON.stringify(rest, null, 2)}\n`;
}
