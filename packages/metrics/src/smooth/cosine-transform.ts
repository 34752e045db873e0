/**
 * x₀ + (−1)ᵏ x_M + 2 Σ_{0<j<M} xⱼ cos(πjk/M) for k = 0 … M: the discrete cosine transform of type I, by a Fourier transform of the even
 * extension. M + 1 values, M a power of two. Twice in a row it multiplies by 2M.
 */
export function cosineTransform(values: Float64Array): Float64Array {
  const half = values.length - 1;
  const size = 2 * half;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  re.set(values);
  for (let j = 1; j < half; j++) re[size - j] = values[j] as number;
  fourierTransform(re, im);
  return re.slice(0, half + 1);
}

/** In place, radix 2 (Cooley & Tukey 1965). */
function fourierTransform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j |= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let length = 2; length <= size; length *= 2) {
    for (let k = 0; k < length / 2; k++) {
      const cos = Math.cos((2 * Math.PI * k) / length);
      const sin = -Math.sin((2 * Math.PI * k) / length);
      for (let a = k; a < size; a += length) {
        const b = a + length / 2;
        const [bre, bim] = [re[b] as number, im[b] as number];
        const x = bre * cos - bim * sin;
        const y = bre * sin + bim * cos;
        re[b] = (re[a] as number) - x;
        im[b] = (im[a] as number) - y;
        re[a] = (re[a] as number) + x;
        im[a] = (im[a] as number) + y;
      }
    }
  }
}
