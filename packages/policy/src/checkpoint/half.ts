/** The values of all 65,536 IEEE 754 half-precision floats, as 32-bit floats. */
const HALVES: Float32Array = Float32Array.from({ length: 65_536 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

/** The value of a half-precision float given by its 16 bits. */
export function halfToFloat(bits: number): number {
  return HALVES[bits] as number;
}

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The bits of the nearest half-precision float, ties to even; beyond ±65,504 it is infinite. */
export function floatToHalf(value: number): number {
  float[0] = value;
  const x = word[0] as number;
  const sign = (x >>> 16) & 0x8000;
  const magnitude = x & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    const scaled = Math.abs(float[0] as number) * 2 ** 24;
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    return sign | (floor + (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? 1 : 0));
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}
