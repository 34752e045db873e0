/** F_k = x₀ + (−1)ᵏ x_M + 2 Σ_{0<j<M} xⱼ cos(πjk/M) for k = 0 … M. Twice in a row it multiplies by 2M. */
export type CosineTransform = (values: Float64Array) => Float64Array;

/**
 * The discrete cosine transform of type I of M + 1 values, M a power of two and at least 4.
 *
 * With yⱼ = (xⱼ + x_{M−j}) / 2 − sin(πj/M) · (xⱼ − x_{M−j}) and Y its Fourier transform Σ yⱼ e^(2πijk/M), F₂ₖ
 * = 2 Re Yₖ and F₂ₖ₊₁ − F₂ₖ₋₁ = 2 Im Yₖ (Cooley, Lewis & Welch 1970); Y comes from a complex transform of M/2
 * points.
 */
export function cosineTransform(m: number): CosineTransform {
  const half = m / 2;
  const cos = new Float64Array(m + 1);
  const sin = new Float64Array(m + 1);
  for (let j = 0; j <= m; j++) cos[j] = Math.cos((Math.PI * j) / m);
  for (let j = 0; j <= m; j++) sin[j] = cos[Math.abs(half - j)] as number;
  const order = bitReversal(half);
  const re = new Float64Array(half);
  const im = new Float64Array(half);

  return (x) => {
    const folded = (j: number): number => {
      const a = x[j] as number;
      const b = x[m - j] as number;
      return (a + b) / 2 - (sin[j] as number) * (a - b);
    };
    for (let j = 0; j < half; j++) {
      const at = order[j] as number;
      re[at] = folded(2 * j);
      im[at] = folded(2 * j + 1);
    }
    fourierTransform(re, im, cos, sin);

    let odd = (x[0] as number) - (x[m] as number);
    for (let j = 1; j < m; j++) odd += 2 * (x[j] as number) * (cos[j] as number);
    const out = new Float64Array(m + 1);
    for (let k = 0; k <= half; k++) {
      const a = k % half;
      const b = (half - k) % half;
      const zr = re[a] as number;
      const zi = im[a] as number;
      const wr = re[b] as number;
      const wi = -(im[b] as number);
      const c = cos[2 * k] as number;
      const s = sin[2 * k] as number;
      out[2 * k] = zr + wr + c * (zi - wi) + s * (zr - wr);
      if (k > 0) odd += zi + wi - c * (zr - wr) + s * (zi - wi);
      if (k < half) out[2 * k + 1] = odd;
    }
    return out;
  };
}

/** The bit-reversal permutation of `size` points. */
function bitReversal(size: number): Uint32Array {
  const order = new Uint32Array(size);
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j |= bit;
    order[i] = j;
  }
  return order;
}

/**
 * Σ zⱼ e^(2πijk/N) in place of points in bit-reversed order, radix 2 (Cooley & Tukey 1965); the tables are of
 * angles πj / 2N.
 */
function fourierTransform(re: Float64Array, im: Float64Array, cos: Float64Array, sin: Float64Array): void {
  const size = re.length;
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2;
    const stride = (4 * size) / length;
    for (let start = 0; start < size; start += length) {
      for (let k = 0, at = 0; k < half; k++, at += stride) {
        const a = start + k;
        const b = a + half;
        const c = cos[at] as number;
        const s = sin[at] as number;
        const bre = re[b] as number;
        const bim = im[b] as number;
        const x = bre * c - bim * s;
        const y = bre * s + bim * c;
        const are = re[a] as number;
        const aim = im[a] as number;
        re[b] = are - x;
        im[b] = aim - y;
        re[a] = are + x;
        im[a] = aim + y;
      }
    }
  }
}
