/**
 * B_x(a, b) = ∫₀ˣ t^(a−1) (1 − t)^(b−1) dt, the incomplete beta function, for a, b > 0 and x in [0, 1]. By the power series
 * x^a (1 − x)^b / a · Σ (a + b)ₙ / (a + 1)ₙ xⁿ (DLMF 8.17.7 and 8.17.22), all of whose terms are positive, on the side of (a + 1)/(a + b + 2)
 * where it converges quickly, and by B(a, b) − B_(1−x)(b, a) on the other.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  return x <= (a + 1) / (a + b + 2) ? series(x, a, b) : completeBeta(a, b) - series(1 - x, b, a);
}

/** B(a, b) = B_1(a, b), for a, b > 0. */
export function completeBeta(a: number, b: number): number {
  const middle = (a + 1) / (a + b + 2);
  return series(middle, a, b) + series(1 - middle, b, a);
}

function series(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  let term = 1;
  let sum = 1;
  for (let n = 0; term > sum * Number.EPSILON; n++) {
    term *= ((a + b + n) / (a + 1 + n)) * x;
    sum += term;
  }
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x)) / a) * sum;
}
