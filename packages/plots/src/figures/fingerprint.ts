import type { FigureEstimate } from '../text/format.js';

/** How a model does in a domain. */
export interface FingerprintDomain {
  readonly domain: string;
  readonly n: number;
  readonly accuracy: FigureEstimate;
  readonly meanConfidence: number;
}

/** The epistemic fingerprint of a model, or of a moment of its training. */
export interface FingerprintSeries {
  readonly label: string;
  readonly domains: readonly FingerprintDomain[];
}

/** Stated confidence less accuracy, with the interval that of the accuracy gives it. */
export function gapOf({ accuracy, meanConfidence }: FingerprintDomain): FigureEstimate {
  const less = (value: number | null) => (value === null ? null : meanConfidence - value);
  return { value: less(accuracy.value), low: less(accuracy.high), high: less(accuracy.low) };
}

/** The domains of all series, in the order they first occur. */
export const domainsOf = (series: readonly FingerprintSeries[]): readonly string[] => [
  ...new Set(series.flatMap(({ domains }) => domains.map(({ domain }) => domain))),
];
