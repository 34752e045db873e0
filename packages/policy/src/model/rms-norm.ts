import type { Compute, RawTensor } from '@echo/backend';

/** A row x divided by its root mean square, and what it was multiplied by to get there: [N, C] and [N, 1]. */
export interface Normalized {
  readonly rows: RawTensor;
  readonly scale: RawTensor;
}

export function normalize(c: Compute, x: RawTensor, epsilon: number): Normalized {
  const scale = c.rsqrt(c.add(c.mean(c.square(x)), epsilon));
  return { rows: c.mul(x, scale), scale };
}

/** Root-mean-square norm over the last axis, x / √(mean(x²) + ε) · gain (Zhang & Sennrich 2019), rows [N, C]. */
export function rmsNorm(c: Compute, x: RawTensor, gain: RawTensor, epsilon: number): RawTensor {
  return c.scope(() => c.mul(normalize(c, x, epsilon).rows, gain));
}

/** With h = x·r and r = 1/√(mean(x²) + ε): dx = r·(dy·g − h·mean(dy·g·h)). */
export function rmsNormBackward(
  c: Compute,
  { rows, scale }: Normalized,
  gain: RawTensor,
  dy: RawTensor,
): RawTensor {
  return c.scope(() => {
    const dh = c.mul(dy, gain);
    return c.mul(scale, c.sub(dh, c.mul(rows, c.mean(c.mul(dh, rows)))));
  });
}
