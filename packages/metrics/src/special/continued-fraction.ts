const TINY = 1e-300;

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method (Thompson & Barnett 1986); `term` gives [aₖ, bₖ]. */
export function continuedFraction(b0: number, term: (k: number) => readonly [number, number]): number {
  let value = b0 || TINY;
  let c = value;
  let d = 0;
  for (let k = 1; k < 100_000; k++) {
    const [a, b] = term(k);
    d = 1 / (b + a * d || TINY);
    c = b + a / c || TINY;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}
