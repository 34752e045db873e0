/** The number of these increasing numbers below `x`. */
export function countBelow(xs: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number of these increasing numbers that are at most `x`. */
export function countUpTo(xs: readonly number[], x: number): number {
  const below = countBelow(xs, x);
  return xs[below] === x ? below + 1 : below;
}
