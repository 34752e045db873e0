import { type CountTable, sumOfOutcomes } from '../count-table.js';
import { MetricsError } from '../errors.js';
import { auroc, aurocInterval } from '../ranking/auroc.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { wilsonInterval } from '../uncertainty/proportion-interval.js';
import { type EvidenceOptions, levelOf } from './evidence.js';
import { type MatcherResult, recorded } from './matcher.js';
import { textDiagram } from './text-diagram.js';

export interface DiscriminationClaim extends EvidenceOptions {
  /** The claim: AUROC is at least this. */
  readonly auroc: number;
}

/**
 * The matcher `toDiscriminate({ auroc })`, which fails unless the measured AUROC is at least the claimed.
 *
 * With a `confidence`, its lower bound must be: by DeLong's variance, or where that tells nothing (fewer than
 * two correct or incorrect answers, or no overlap) by the greatest variance A (1 − A) / min(correct,
 * incorrect) of an area A (Birnbaum & Klose 1957).
 */
export function toDiscriminate(
  this: unknown,
  received: PredictionInput,
  { auroc: claimed, confidence }: DiscriminationClaim,
): MatcherResult {
  if (!(claimed > 0 && claimed <= 1))
    throw new MetricsError(`Expected the claimed \`auroc\` to lie in (0, 1], got ${claimed}.`);
  const table = tableOf(received);
  const { n } = table;
  const area = auroc(table);
  if (area === null)
    throw new MetricsError(
      `Expected correct and incorrect answers to measure AUROC, got ${sumOfOutcomes(table)} correct of ${n}.`,
    );
  const bound = confidence === undefined ? null : lowerBound(table, area, levelOf(confidence));
  const pass = (bound ?? area) >= claimed;
  return recorded(this, {
    matcher: 'toDiscriminate',
    pass,
    n,
    figures: { auroc: area, claimed, ...(bound === null ? {} : { atLeast: bound }) },
    message: () =>
      [
        `${n} predictions ${pass ? 'show' : 'do not show'} an AUROC of at least ${claimed}.`,
        `Measured: ${area.toFixed(3)}.${bound === null ? '' : ` With a confidence of ${confidence} it is at least ${bound.toFixed(3)}.`}`,
        '',
        textDiagram(table),
      ].join('\n'),
  });
}

function lowerBound(table: CountTable, area: number, level: number): number {
  const interval = aurocInterval(table, { level });
  if (interval) return interval.low;
  const correct = sumOfOutcomes(table);
  const fewer = Math.min(correct, table.n - correct);
  return wilsonInterval(area * fewer, fewer, level).low;
}
