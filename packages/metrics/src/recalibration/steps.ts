/** How many of these increasing numbers are below `x`. */
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

/** How many of these increasing numbers are at most `x`. */
export function countUpTo(xs: readonly number[], x: number): number {
  const below = countBelow(xs, x);
  return xs[below] === x ? below + 1 : below;
}

/** .1 + .2 is the cell of 30 %, as when tabulating. */
export function wholePercent(confidence: number): number {
  const percent = Math.round(confidence * 100);
  return Math.abs(confidence * 100 - percent) < 1e-7 ? percent / 100 : confidence;
}
