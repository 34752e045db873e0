import { MetricsError } from '../errors.js';
import { brierScore } from '../scores/brier-score.js';
import { type PredictionInput, tableOf } from '../tabulate.js';
import { wilsonInterval } from '../uncertainty/proportion-interval.js';
import { type EvidenceOptions, levelOf } from './evidence.js';
import { type MatcherResult, recorded } from './matcher.js';
import { textDiagram } from './text-diagram.js';

/**
 * The matcher `toHaveBrierBelow(limit)`, which fails unless the measured Brier score is below the limit.
 *
 * With a `confidence`, its upper bound must be: Wilson's, who allows a mean of numbers in [0, 1] the greatest
 * variance it can have.
 */
export function toHaveBrierBelow(
  this: unknown,
  received: PredictionInput,
  limit: number,
  { confidence }: EvidenceOptions = {},
): MatcherResult {
  if (!(limit > 0 && limit <= 1))
    throw new MetricsError(`Expected the limit of the Brier score to lie in (0, 1], got ${limit}.`);
  const table = tableOf(received);
  const { n } = table;
  const brier = brierScore(table);
  if (brier === null)
    throw new MetricsError('Expected at least one prediction to have a Brier score, got none.');
  const bound = confidence === undefined ? null : wilsonInterval(brier * n, n, levelOf(confidence)).high;
  const pass = (bound ?? brier) < limit;
  return recorded(this, {
    matcher: 'toHaveBrierBelow',
    pass,
    n,
    figures: { brier, limit, ...(bound === null ? {} : { atMost: bound }) },
    message: () =>
      [
        `${n} predictions ${pass ? 'show' : 'do not show'} a Brier score below ${limit}.`,
        `Measured: ${brier.toFixed(3)}.${bound === null ? '' : ` With a confidence of ${confidence} it is at most ${bound.toFixed(3)}.`}`,
        '',
        textDiagram(table),
      ].join('\n'),
  });
}
