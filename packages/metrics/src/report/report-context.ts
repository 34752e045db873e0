import type { BinningOptions } from '../binning.js';
import { type CountTable, isGraded } from '../count-table.js';
import type { PredictionInput } from '../tabulate.js';
import {
  type BootstrapOptions,
  bootstrapIntervals,
  type Estimate,
  type Metric,
} from '../uncertainty/bootstrap.js';

/** What every section of a report is computed from. */
export interface ReportContext {
  /** The predictions as they were given: grades one by one, where those are needed. */
  readonly of: PredictionInput;
  readonly table: CountTable;
  readonly binning: Required<BinningOptions>;
  /** Whether some outcome lies between 0 and 1. */
  readonly isGraded: boolean;
  /** Figures of a table, with intervals from one set of resamples unless outcomes are graded. */
  estimate(table: CountTable, metrics: readonly Metric[]): readonly Estimate[];
  /** What `compute` gives; null where there is a reason to leave the figure out, noted in `leftOut`. */
  unless<T>(figure: string, reason: string | false, compute: () => T): T | null;
  /** The reasons of the figures that were left out, by the place of the figure in the report. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** The context of a report on `table`, whose figures are bootstrapped by these options. */
export function reportContext(
  of: PredictionInput,
  table: CountTable,
  binning: Required<BinningOptions>,
  bootstrap: BootstrapOptions,
): ReportContext {
  const graded = isGraded(table);
  const leftOut: Record<string, string> = graded ? { bootstrap: GRADED } : {};
  return {
    of,
    table,
    binning,
    isGraded: graded,
    estimate: (t, metrics) =>
      graded
        ? metrics.map((metric) => pointEstimate(t.n === 0 ? null : metric(t)))
        : bootstrapIntervals(t, metrics, bootstrap),
    unless(figure, reason, compute) {
      if (reason === false) return compute();
      leftOut[figure] = reason;
      return null;
    },
    leftOut,
  };
}

/** The reason to leave out what needs single outcomes. */
export const GRADED = 'outcomes are graded';

/** The reason to leave out what takes too long for so many distinct confidences; false of few. */
export function tooMany({ cells }: CountTable, limit: number): string | false {
  return cells.length > limit && `more than ${limit} distinct confidences`;
}

/** A value without an interval. */
export function pointEstimate(value: number | null): Estimate {
  return { value, low: null, high: null };
}
