import {
  type CalibrationReport,
  type CorpDecomposition,
  type CountTable,
  calibrationReport,
  corpDecomposition,
  type Estimate,
  meanConfidence,
  reliabilityCurve,
  tabulate,
} from '@echo/metrics';
import { areaUnderRiskCoverage, riskCoverageCurve, selectiveThreshold } from '@echo/metrics/selective';
import {
  type BootstrapOptions,
  bootstrapInterval,
  corpBands,
  wilsonInterval,
} from '@echo/metrics/uncertainty';
import type {
  AbstentionThreshold,
  CorpCurvePoint,
  DistributionBin,
  DomainCell,
  GradeCell,
  RiskPoint,
} from '@echo/plots';
import type { ReportTrial } from '../trial.js';
import { byDomain, type DomainRow, domainRows, gapMetric } from './domain-rows.js';

/** Everything that is known of the trials of a model, or of a moment of its training. */
export interface Moment {
  readonly label: string;
  readonly n: number;
  readonly report: CalibrationReport;
  /** Mean confidence less accuracy. */
  readonly gap: Estimate;
  readonly auroc: Estimate;
  readonly aurc: Estimate;
  readonly decomposition: CorpDecomposition | null;
  readonly corp: readonly CorpCurvePoint[];
  readonly distribution: readonly DistributionBin[];
  readonly meanIfCorrect: number | null;
  readonly meanIfIncorrect: number | null;
  readonly risk: readonly RiskPoint[];
  /** Null where no threshold can be promised to keep the wanted risk. */
  readonly threshold: AbstentionThreshold | null;
  /** The lowest risk of 5, 10, … 95 % that a threshold can be promised to keep. */
  readonly safest: (AbstentionThreshold & { readonly allowed: number }) | null;
  readonly domains: readonly DomainRow[];
  readonly domainCells: readonly DomainCell[];
  /** Empty unless some answer has partial credit. */
  readonly gradeCells: readonly GradeCell[];
}

export interface MomentOptions {
  readonly label: string;
  readonly bootstrap: BootstrapOptions;
  readonly wantedRisk: number;
  readonly nameOf: (trial: ReportTrial) => string | null;
}

/** Measures the trials of a moment. */
export function momentOf(
  trials: readonly ReportTrial[],
  { label, bootstrap, wantedRisk, nameOf }: MomentOptions,
): Moment {
  const report = calibrationReport(trials, bootstrap);
  const table = tabulate(trials);
  const groups = byDomain(trials, nameOf);
  const means = (correct: boolean) => meanConfidence(trials.filter((trial) => trial.correct === correct));
  return {
    label,
    n: trials.length,
    report,
    gap: bootstrapInterval(table, gapMetric, bootstrap),
    auroc: {
      value: report.auroc,
      low: report.intervals.auroc?.low ?? null,
      high: report.intervals.auroc?.high ?? null,
    },
    aurc: bootstrapInterval(table, areaUnderRiskCoverage, bootstrap),
    decomposition: corpDecomposition(table),
    corp: corpBands(table, { resamples: 1 }).map(({ confidence, recalibrated }) => ({
      confidence,
      recalibrated,
    })),
    distribution: distributionOf(trials),
    meanIfCorrect: means(true),
    meanIfIncorrect: means(false),
    risk: riskCoverageCurve(table).map(({ threshold, coverage, risk }) => {
      const answered = Math.round(coverage * table.n);
      return { threshold, coverage, risk, ...wilsonInterval(Math.round(risk * answered), answered) };
    }),
    threshold: thresholdFor(table, wantedRisk),
    safest: safestOf(table),
    domains: domainRows(groups, bootstrap),
    domainCells: [...groups].flatMap(([domain, own]) =>
      reliabilityCurve(own).map(({ low, high, count: n, ...bin }) => ({
        domain,
        low,
        high,
        n,
        meanConfidence: bin.meanConfidence,
        accuracy: bin.accuracy,
      })),
    ),
    gradeCells: gradeCells(trials),
  };
}

function thresholdFor(table: CountTable, allowed: number): AbstentionThreshold | null {
  const found = selectiveThreshold(table, { risk: allowed });
  if (found === null || found.threshold === null || found.risk === null) return null;
  return { threshold: found.threshold, coverage: found.coverage, risk: found.risk };
}

function safestOf(table: CountTable): Moment['safest'] {
  for (let percent = 5; percent < 100; percent += 5) {
    const found = thresholdFor(table, percent / 100);
    if (found !== null) return { allowed: percent / 100, ...found };
  }
  return null;
}

const BINS = 20;

function distributionOf(trials: readonly ReportTrial[]): readonly DistributionBin[] {
  return reliabilityCurve(trials, { bins: BINS }).map(({ low, high, count, accuracy }) => {
    const correct = Math.round(count * (accuracy ?? 0));
    return { low, high, correct, incorrect: count - correct };
  });
}

/** Rows of a heatmap of grades, from the best down. */
const GRADES: readonly { readonly name: string; readonly holds: (grade: number) => boolean }[] = [
  { name: '1', holds: (grade) => grade >= 1 },
  { name: '.5 to 1', holds: (grade) => grade >= 0.5 && grade < 1 },
  { name: '0 to .5', holds: (grade) => grade > 0 && grade < 0.5 },
  { name: '0', holds: (grade) => grade <= 0 },
];

function gradeCells(trials: readonly ReportTrial[]): readonly GradeCell[] {
  const graded = trials.filter((trial) => trial.grade !== undefined);
  if (!graded.some(({ grade = 0 }) => grade > 0 && grade < 1)) return [];
  return GRADES.flatMap(({ name, holds }) =>
    reliabilityCurve(graded.filter(({ grade = 0 }) => holds(grade))).map(({ low, high, count }) => ({
      grade: name,
      low,
      high,
      n: count,
    })),
  );
}
