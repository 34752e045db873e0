import {
  baselineComparison,
  confidenceDistribution,
  domainComparison,
  domainHeatmap,
  type FigureOptions,
  type FigureSpec,
  fingerprintDumbbell,
  fingerprintRadar,
  gradeHeatmap,
  reliabilityDiagram,
  riskCoverage,
  scoreDecomposition,
  trainingCurves,
} from '@echo/plots';
import type { ReportAnalysis } from '../analysis/analyze-trials.js';
import type { Moment } from '../analysis/moment.js';

/** A figure of a report. */
export interface ReportFigure {
  /** For a file, such as `reliability`. */
  readonly name: string;
  readonly title: string;
  readonly draw: (options?: Pick<FigureOptions, 'theme' | 'width'>) => FigureSpec;
}

/** Every figure that these trials have data for, the most telling first. */
export function reportFigures(analysis: ReportAnalysis): readonly ReportFigure[] {
  const { after, before, meta, steps, wantedRisk } = analysis;
  const moments = before === null ? [after] : [before, after];
  const figures: ReportFigure[] = [];
  const add = (name: string, title: string, draw: (options: FigureOptions) => FigureSpec) =>
    figures.push({ name, title, draw: (options) => draw({ title, source: meta.source, ...options }) });
  add('reliability', 'Accuracy against stated confidence', (options) =>
    reliabilityDiagram(
      moments.map(({ label, report, corp }) => ({
        label,
        bins: report.bins,
        ece: report.ece,
        consistencyBars: report.consistencyBars,
        corp,
      })),
      options,
    ),
  );
  add('distribution', 'Confidence of correct and of incorrect answers', (options) =>
    confidenceDistribution(
      moments.map(({ label, distribution, auroc, meanIfCorrect, meanIfIncorrect }) => ({
        label,
        bins: distribution,
        auroc,
        means: { correct: meanIfCorrect, incorrect: meanIfIncorrect },
      })),
      options,
    ),
  );
  add('risk-coverage', 'What abstaining gains', (options) =>
    riskCoverage(
      moments.map(({ label, n, risk, aurc, threshold }) => ({ label, n, curve: risk, aurc, threshold })),
      { ...options, wantedRisk },
    ),
  );
  add('baselines', 'Beside predictions that cost nothing', (options) =>
    baselineComparison(analysis.baselines.compared, { ...options, n: after.n }),
  );
  if (moments.every(({ decomposition }) => decomposition !== null))
    add('decomposition', 'What the Brier score is made of', (options) =>
      scoreDecomposition(moments.flatMap(decomposedOf), options),
    );
  if (after.domains.length > 1) addDomainFigures(moments, add);
  if (after.gradeCells.length > 0)
    add('grades', 'Grades by stated confidence', (options) => gradeHeatmap(after.gradeCells, options));
  if (steps.length > 0)
    add('training', 'The training, step by step', (options) =>
      trainingCurves([{ label: after.label, steps }], options),
    );
  return figures;
}

function decomposedOf({ label, n, report, decomposition }: Moment) {
  return decomposition === null || report.brier === null
    ? []
    : [{ label, n, score: report.brier, ...decomposition }];
}

function addDomainFigures(
  moments: readonly Moment[],
  add: (name: string, title: string, draw: (options: FigureOptions) => FigureSpec) => void,
): void {
  const last = moments.at(-1) as Moment;
  add('domains', 'Domain by domain', (options) => domainComparison(moments, options));
  add('fingerprint', 'Epistemic fingerprint', (options) => fingerprintDumbbell(moments, options));
  if (last.domains.length > 2)
    add('fingerprint-radar', 'Epistemic fingerprint, as a radar', (options) =>
      fingerprintRadar(moments, options),
    );
  add('heatmap', 'Over- and underconfidence by domain and confidence', (options) =>
    domainHeatmap(last.domainCells, options),
  );
}
