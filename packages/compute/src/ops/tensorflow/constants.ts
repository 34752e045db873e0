import type { NativeBinding } from '@echo/tfjs-native';

/** The most constants kept between outermost scopes: the shapes of ever new batches would pile up. */
const MAX_CONSTANTS = 4096;

/** Small tensors that operations take as arguments, such as an axis, made once and kept. */
export interface Constants {
  /** The raw tensor of a list of integers: a shape, lengths or axes. */
  integers(values: readonly number[]): number;
  integer(value: number): number;
  /** The raw tensor of a float. */
  scalar(value: number): number;
  has(id: number): boolean;
  /** Frees all constants when they have become too many. */
  trim(): void;
}

/** An empty cache of constants. */
export function createConstants(binding: NativeBinding): Constants {
  const known = new Map<string, number>();
  const ids = new Set<number>();
  const constant = (key: string, make: () => number): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const id = make();
    known.set(key, id);
    ids.add(id);
    return id;
  };
  return {
    integers: (values) =>
      constant(values.join(), () =>
        binding.createTensor([values.length], binding.TF_INT32, Int32Array.from(values)),
      ),
    integer: (value) =>
      constant(`int ${value}`, () => binding.createTensor([], binding.TF_INT32, Int32Array.of(value))),
    scalar: (value) =>
      constant(`float ${value}`, () => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value))),
    has: (id) => ids.has(id),
    trim: () => {
      if (known.size <= MAX_CONSTANTS) return;
      for (const id of known.values()) binding.deleteTensor(id);
      known.clear();
      ids.clear();
    },
  };
}
