import type { DomainFingerprint } from './epistemic-fingerprint.js';

/** What the distance of fingerprints looks at. */
export interface DomainGaps {
  readonly domains: readonly Pick<DomainFingerprint, 'domain' | 'n' | 'gap'>[];
}

/**
 * The distance of two fingerprints: √(Σ w_d (g_d − h_d)²) over their common domains d.
 *
 * g and h are mean confidence less accuracy; w_d is the share of the predictions of d among those of all
 * common domains, of both models together. Null without a common domain. Whether a distance is more than
 * chance, only `compareFingerprints` can tell.
 *
 * @example
 * ```ts
 * import { epistemicFingerprint, fingerprintDistance } from '@echo/metrics/fingerprint';
 *
 * const of = (confidence: number) => epistemicFingerprint([{ confidence, correct: true, domain: 'math' }]);
 * fingerprintDistance(of(0.9), of(0.6)); // → 0.3
 * ```
 */
export function fingerprintDistance(first: DomainGaps, second: DomainGaps): number | null {
  let [total, sum] = [0, 0];
  for (const { domain, n, gap } of first.domains) {
    const other = second.domains.find((each) => each.domain === domain);
    if (!other || gap.value === null || other.gap.value === null) continue;
    total += n + other.n;
    sum += (n + other.n) * (gap.value - other.gap.value) ** 2;
  }
  return total === 0 ? null : Math.sqrt(sum / total);
}
