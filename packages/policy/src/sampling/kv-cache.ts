import type { RawTensor, TensorOps } from '@echo/compute';
import type { KeysAndValues } from '../model/attention.js';

/** The KV cache of a batch being decoded: P prompts with up to G completions each. */
export interface KvCache {
  readonly prompts: number;
  readonly groupSize: number;
  /** t, the number of valid keys of each completion: the tokens fed so far. */
  readonly steps: number;
  /**
   * Keys and values of each layer: of prompts, [P · K, U, D], and of completions, [P · K · G, T, D] with T ≥
   * t.
   */
  readonly layers: readonly { readonly prompt: KeysAndValues; readonly own: KeysAndValues }[];
  /** Tokens of each prompt: [P]. */
  readonly lengths: readonly number[];
  /** Padding mask of the prompt keys, [P · K, 1, U]; null without padding. */
  readonly paddingMask: RawTensor | null;
}

/**
 * Keys by which the KV cache grows: large enough to copy it seldom, small as attention reads unused keys,
 * too.
 */
const CACHE_STEP = 32;

/** The length of a KV cache that holds `keys` keys: the next multiple of `CACHE_STEP`. */
export function paddedLength(keys: number): number {
  return CACHE_STEP * Math.ceil(keys / CACHE_STEP);
}

/** Keys and values [batch, t, D] grown to `length` keys with zeros; unchanged if they have that length. */
export function growCache(ops: TensorOps, { k, v }: KeysAndValues, length: number): KeysAndValues {
  const [batch, before, width] = k.shape as [number, number, number];
  if (before === length) return { k, v };
  const more = [batch, length - before, width] as const;
  return ops.scope(() => {
    const empty = ops.floats(new Float32Array(batch * (length - before) * width), more);
    return { k: ops.concat([k, empty], 1), v: ops.concat([v, empty], 1) };
  });
}

/** A smaller KV cache with the completions at the cache rows `kept`, [P′][·]; groups may differ in size. */
export function compactCache(
  ops: TensorOps,
  cache: KvCache,
  heads: number,
  kept: readonly (readonly number[])[],
): KvCache {
  const { groupSize, layers } = cache;
  const newSize = Math.max(...kept.map((group) => group.length));
  const prompts = new Int32Array(kept.length * heads);
  const own = new Int32Array(prompts.length * newSize);
  kept.forEach((group, p) => {
    const old = Math.floor((group[0] as number) / groupSize);
    for (let k = 0; k < heads; k++) {
      prompts[p * heads + k] = old * heads + k;
      group.forEach((cacheRow, g) => {
        own[(p * heads + k) * newSize + g] = (old * heads + k) * groupSize + (cacheRow % groupSize);
      });
    }
  });
  return ops.scope(() => {
    const [promptRows, ownRows] = [ops.ints(prompts), ops.ints(own)];
    const select = ({ k, v }: KeysAndValues, rows: RawTensor) => ({
      k: ops.gather(k, rows),
      v: ops.gather(v, rows),
    });
    return {
      prompts: kept.length,
      groupSize: newSize,
      steps: cache.steps,
      layers: layers.map((layer) => ({
        prompt: select(layer.prompt, promptRows),
        own: select(layer.own, ownRows),
      })),
      lengths: kept.map((group) => cache.lengths[Math.floor((group[0] as number) / groupSize)] as number),
      paddingMask: cache.paddingMask && ops.gather(cache.paddingMask, promptRows),
    };
  });
}
