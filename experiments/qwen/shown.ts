/** A figure with its interval; null where it is undefined. */
export interface Estimated {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Three decimals without the zero before the point, – of nothing. */
export const number = (x: number | null): string =>
  x
    ?.toFixed(3)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−') ?? '–';

/** `.412 [.398, .430]`. */
export const withInterval = ({ value, low, high }: Estimated): string =>
  `${number(value)} [${number(low)}, ${number(high)}]`;
