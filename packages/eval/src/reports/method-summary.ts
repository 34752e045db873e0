import {
  accuracy,
  auroc,
  brierScore,
  type Estimate,
  expectedCalibrationError,
  meanConfidence,
  tabulate,
} from '@echo/metrics';
import { areaUnderRiskCoverage } from '@echo/metrics/selective';
import { bootstrapIntervals, wilsonInterval } from '@echo/metrics/uncertainty';
import { answered, type Reading, type Trial } from '../trial.js';
import { figure, figureWithInterval, markdownTable } from './markdown-table.js';

/**
 * One method's row of a side-by-side report; intervals are 95 %, Wilson's of accuracy, else the bootstrap's.
 */
export interface MethodSummary {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  readonly accuracy: Estimate;
  readonly meanConfidence: number | null;
  readonly ece: Estimate;
  readonly brier: Estimate;
  readonly auroc: Estimate;
  readonly aurc: Estimate;
  /** Input and output tokens of all calls for one question; null where none are told. */
  readonly tokensPerQuestion: number | null;
  readonly secondsPerQuestion: number | null;
  /** The one sentence why the completer cannot be asked by this method; null where it can. */
  readonly unsupported: string | null;
}

export interface SummaryOptions {
  /** Of the bootstrap; 1,000 unless given. */
  readonly resamples?: number;
  /** 0 unless given. */
  readonly seed?: number;
}

/** The row of one method's trials. */
export function summarizeMethod(
  name: string,
  trials: readonly Trial[],
  options: SummaryOptions = {},
): MethodSummary {
  const usable = answered(trials);
  const table = tabulate(usable);
  const metrics = [expectedCalibrationError, brierScore, auroc, areaUnderRiskCoverage] as const;
  const [ece, brier, area, aurc] = bootstrapIntervals(
    table,
    metrics.map((metric) => (of) => metric(of)),
    options,
  ) as [Estimate, Estimate, Estimate, Estimate];
  const share = accuracy(table);
  const tokens = usable.flatMap(({ usage }) => (usage ? [usage.inputTokens + usage.outputTokens] : []));
  return {
    name,
    n: usable.length,
    failed: trials.length - usable.length,
    accuracy:
      share === null
        ? { value: null, low: null, high: null }
        : { value: share, ...wilsonInterval(share * table.n, table.n) },
    meanConfidence: meanConfidence(table),
    ece,
    brier,
    auroc: area,
    aurc,
    tokensPerQuestion: mean(tokens),
    secondsPerQuestion: mean(usable.flatMap(({ seconds }) => seconds ?? [])),
    unsupported: null,
  };
}

/** The row of a method that the completer cannot be asked by. */
export function unsupportedMethod(name: string, reason: string): MethodSummary {
  return { ...summarizeMethod(name, []), unsupported: reason };
}

/** Trials as another of their readings has them; those without it stay as they are. */
export function readingTrials(trials: readonly Trial[], name: string): readonly Trial[] {
  return trials.map(({ readings, ...trial }) => {
    const reading: Reading | undefined = readings?.[name];
    return { ...trial, ...reading };
  });
}

/** Methods side by side as a table in Markdown, with the reason below it where one is not supported. */
export function methodTable(rows: readonly MethodSummary[]): string {
  const header = ['method', 'n', 'failed', 'accuracy', 'ECE', 'Brier', 'AUROC', 'AURC', 'tokens', 'seconds'];
  const table = markdownTable(
    header,
    rows.map((row) => [
      row.name,
      String(row.n),
      String(row.failed),
      ...[row.accuracy, row.ece, row.brier, row.auroc, row.aurc].map(figureWithInterval),
      figure(row.tokensPerQuestion, 0),
      figure(row.secondsPerQuestion, 2),
    ]),
  );
  return [table, ...new Set(rows.flatMap(({ unsupported }) => unsupported ?? []))].join('\n\n');
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
