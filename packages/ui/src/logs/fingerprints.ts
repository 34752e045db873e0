import { reliabilityCurve, tabulateBy } from '@echo/metrics';
import { epistemicFingerprint, type Fingerprint } from '@echo/metrics/fingerprint';
import type { DomainCell } from '@echo/plots';
import type { KeptLog } from './log-shelf.js';

/** The fingerprint of a log, with the cells of its heatmap. */
export interface LogFingerprint extends Fingerprint {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly DomainCell[];
}

/** More distinct confidences than this are rounded, or the intervals would take minutes. */
const MOST_CONFIDENCES = 1001;
const MANY = 20_000;

/** The fingerprints of logs; an answer without a domain counts to `all`. */
export function fingerprintsOf(logs: readonly KeptLog[]): readonly LogFingerprint[] {
  return logs.map(({ id, name, trials }) => {
    const many = new Set(trials.map(({ confidence }) => confidence)).size > MOST_CONFIDENCES;
    const given = trials
      .filter(({ error }) => error === undefined)
      .map(({ confidence, correct, domain = 'all', difficulty }) => ({
        confidence: many ? Math.round(1000 * confidence) / 1000 : confidence,
        correct,
        domain,
        ...(difficulty !== undefined && { difficulty }),
      }));
    const tables = Object.entries(tabulateBy(given, ({ domain }) => domain));
    const cells = tables
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([domain, table]) =>
        reliabilityCurve(table).map(({ low, high, count: n, meanConfidence, accuracy }) => ({
          domain,
          low,
          high,
          n,
          meanConfidence,
          accuracy,
        })),
      );
    const resamples = given.length > MANY ? 300 : 1000;
    return { id, label: name, cells, ...epistemicFingerprint(given, { seed: 0, resamples }) };
  });
}
