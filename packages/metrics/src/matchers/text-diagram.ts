import { reliabilityCurve } from '../binned/reliability-curve.js';
import type { BinningOptions } from '../binning.js';
import type { PredictionInput } from '../tabulate.js';

const WIDTH = 20;

/**
 * A reliability diagram in letters: a bar for the share of correct answers of each filled bin, `|` where the
 * stated confidence is.
 */
export function textDiagram(of: PredictionInput, binning?: BinningOptions): string {
  const rows = reliabilityCurve(of, binning).flatMap(({ low, high, count, meanConfidence, accuracy }) =>
    meanConfidence === null || accuracy === null
      ? []
      : [
          `${range(low, high)}  ${bar(accuracy, meanConfidence)}  stated ${percent(meanConfidence)}  correct ${percent(accuracy)}  n ${count}`,
        ],
  );
  return rows.join('\n');
}

function bar(accuracy: number, stated: number): string {
  const cells = Array.from({ length: WIDTH }, (_, i): string =>
    i < Math.round(WIDTH * accuracy) ? '█' : '·',
  );
  cells[Math.min(WIDTH - 1, Math.floor(WIDTH * stated))] = '|';
  return cells.join('');
}

function range(low: number, high: number): string {
  return `${Math.round(100 * low)}–${Math.round(100 * high)} %`.padStart(8);
}

function percent(x: number): string {
  return `${(100 * x).toFixed(1)} %`.padStart(7);
}
