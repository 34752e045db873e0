import type { TokenUsage } from '@echo/core';
import {
  accuracy,
  auroc,
  brierScore,
  type CalibrationReport,
  type CountTable,
  calibrationReport,
  expectedCalibrationError,
  type GroupSummary,
  groupCalibration,
  meanConfidence,
} from '@echo/metrics';
import { type Baselines, baselinesOfTables } from '../baselines/baselines.js';
import { addUsage } from '../completers/metered.js';
import type { Trial } from '../trial.js';
import { costOf, type Pricing } from './pricing.js';
import { type TrialTables, trialTableBuilder } from './trial-tables.js';

/** The report of an evaluation: the calibration report, the format rate and the baselines. */
export interface EvalReport extends CalibrationReport {
  /** Share of well-formed completions. */
  readonly formatRate: number | null;
  readonly baselines: Baselines;
  /** Failed calls, which nothing else in the report counts. */
  readonly failed: number;
  /** Tokens of all calls, failed ones too; null where no completion told them. */
  readonly usage: TokenUsage | null;
  /** What the tokens cost; null without a pricing or tokens. */
  readonly cost: number | null;
  /** The mean time of a trial; null where none was timed. */
  readonly secondsPerTrial: number | null;
}

export interface EvalReportOptions {
  readonly pricing?: Pricing;
}

/** A report that is built one trial at a time, without keeping the trials. */
export interface EvalReportBuilder {
  add(trial: Trial): void;
  report(): EvalReport;
}

/** Computes the report of an evaluation; its figures are null for no trials. */
export function evalReport(trials: Iterable<Trial>, options?: EvalReportOptions): EvalReport {
  const builder = evalReportBuilder(options);
  for (const trial of trials) builder.add(trial);
  return builder.report();
}

/** Builds a report from count tables, for evaluations whose trials do not fit in memory. */
export function evalReportBuilder({ pricing }: EvalReportOptions = {}): EvalReportBuilder {
  const counted = trialTableBuilder();
  let [wellFormed, failed, timed, seconds] = [0, 0, 0, 0];
  let usage: TokenUsage | undefined;
  return {
    add(trial) {
      if (trial.usage) usage = addUsage(usage, trial.usage);
      if (trial.error) {
        failed++;
        return;
      }
      counted.add(trial);
      if (trial.wellFormed) wellFormed++;
      if (trial.seconds === undefined) return;
      timed++;
      seconds += trial.seconds;
    },
    report: () => {
      const tables = counted.tables();
      const { n } = tables.all;
      return {
        ...calibrationOf(tables),
        formatRate: n > 0 ? wellFormed / n : null,
        baselines: baselinesOfTables(tables),
        failed,
        usage: usage ?? null,
        cost: usage && pricing ? costOf(usage, pricing) : null,
        secondsPerTrial: timed > 0 ? seconds / timed : null,
      };
    },
  };
}

function calibrationOf({ byDomain, byDifficulty, columns }: TrialTables): CalibrationReport {
  return {
    ...calibrationReport(columns()),
    byDomain: summaries(byDomain),
    byDifficulty: summaries(byDifficulty),
    groups: groupCalibration(byDomain),
  };
}

function summaries(tables: Readonly<Record<string, CountTable>>): Readonly<Record<string, GroupSummary>> {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      {
        n: table.n,
        accuracy: accuracy(table),
        meanConfidence: meanConfidence(table),
        ece: expectedCalibrationError(table),
        brier: brierScore(table),
        auroc: auroc(table),
      },
    ]),
  );
}
