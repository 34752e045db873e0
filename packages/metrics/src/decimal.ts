/** Below it 32-bit floats lose digits one by one. */
const LEAST_NORMAL = 2 ** -126;

/** Whether these numbers are a `Float32Array`, of whichever realm (Jest runs tests in one of their own). */
export function isSinglePrecision(
  numbers: ArrayLike<unknown> & { readonly [Symbol.toStringTag]?: string },
): boolean {
  return numbers[Symbol.toStringTag] === 'Float32Array';
}

/**
 * The shortest decimal with the same 32-bit value, of several the nearest: .7 of .699999988079071.
 * Six digits survive a round trip through 32 bits, so a shorter decimal is found among those of six; nine are
 * enough.
 */
export function shortestDecimal(single: number): number {
  let digits = single < LEAST_NORMAL ? 1 : 6;
  let decimal = Number(single.toPrecision(digits));
  while (Math.fround(decimal) !== single && digits < 9) decimal = Number(single.toPrecision(++digits));
  return decimal;
}
