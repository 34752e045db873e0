import {
  accuracy,
  auroc,
  brierScore,
  confidentHallucinationRate,
  expectedCalibrationError,
  meanConfidence,
  overconfidenceRate,
  reliabilityCurve,
} from '@echo/metrics';
import { type CountRow, countTable } from '@echo/store';

/** The calibration of some episodes, as it goes over the wire; null where nothing can be said. */
export function calibrationSummary(rows: readonly CountRow[]) {
  const table = countTable(rows);
  const { n } = table;
  const mean = (of: (row: CountRow) => number): number | null =>
    n === 0 ? null : rows.reduce((sum, row) => sum + of(row), 0) / n;
  return {
    n,
    accuracy: accuracy(table),
    mean_confidence: inPercent(meanConfidence(table)),
    ece: expectedCalibrationError(table),
    brier_score: brierScore(table),
    auroc: auroc(table),
    overconfidence_rate: overconfidenceRate(table),
    confident_hallucination_rate: confidentHallucinationRate(table),
    abstention_rate: mean((row) => row.abstained),
    well_formed_rate: mean((row) => row.wellFormed),
    mean_grade: mean((row) => row.grade),
    mean_reward: mean((row) => row.reward),
  };
}

/** The reliability bins of some episodes, in per cent. */
export function reliabilityBins(rows: readonly CountRow[]) {
  return reliabilityCurve(countTable(rows)).map((bin) => ({
    low: inPercent(bin.low),
    high: inPercent(bin.high),
    n: bin.count,
    confidence: inPercent(bin.meanConfidence),
    accuracy: bin.accuracy,
  }));
}

/** Count rows by a key of theirs, in the order in which the keys are met. */
export function groupRows(
  rows: readonly CountRow[],
  key: 'domain' | 'difficulty',
): ReadonlyMap<string, readonly CountRow[]> {
  const groups = new Map<string, CountRow[]>();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}

const inPercent = (p: number | null): number | null => (p === null ? null : 100 * p);
