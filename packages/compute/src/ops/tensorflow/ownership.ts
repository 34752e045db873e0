import type { NativeBinding, RawOutput } from '@echo/tfjs-native';
import type { RawTensor, TensorOps } from '../tensor-ops.js';
import { treeForEach } from '../tree.js';
import type { ScopeGraphs } from './graph-compiler.js';

/** The tensors and graphs that live as long as a scope. */
interface Scope extends ScopeGraphs {
  readonly tensors: Set<RawOutput>;
}

/** Which scope frees which raw tensor, and how many tensors there are. */
export interface Ownership {
  scope: TensorOps['scope'];
  /** The innermost open scope; undefined outside of all. */
  enclosingScope(): ScopeGraphs | undefined;
  /** Counts tensors just made and puts them into the innermost scope. */
  adopt(made: RawOutput[]): RawOutput[];
  /** Removes a tensor from all scopes: it lives until it is freed. */
  unscope(x: RawOutput): void;
  /** Removes a tensor from all scopes and from the count: another owner frees it. */
  handOver(x: RawOutput): void;
  free(x: RawOutput): void;
  numTensors(): number;
}

/**
 * Ownership of the tensors of a binding, none to begin with.
 *
 * @param onOutermostEnd called whenever no scope is open any more.
 */
export function createOwnership(binding: NativeBinding, onOutermostEnd: () => void): Ownership {
  const scopes: Scope[] = [];
  let numTensors = 0;
  const own = (x: RawOutput): void => {
    scopes.at(-1)?.tensors.add(x);
  };
  const unscope = (x: RawOutput): void => {
    for (let i = scopes.length - 1; i >= 0; i--) if (scopes[i]?.tensors.delete(x)) return;
  };
  const handOver = (x: RawOutput): void => {
    unscope(x);
    numTensors--;
  };
  const free = (x: RawOutput): void => {
    handOver(x);
    binding.deleteTensor(x.id);
  };
  const scope = <T>(compute: () => T): T => {
    const inside: Scope = { tensors: new Set(), graphs: [], ended: false };
    const depth = scopes.push(inside);
    const kept = new Set<RawTensor>();
    try {
      const result = compute();
      treeForEach(result, (x) => kept.add(x));
      return result;
    } finally {
      scopes.length = depth - 1;
      inside.ended = true;
      for (const x of inside.tensors) {
        if (kept.has(x)) own(x);
        else free(x);
      }
      for (const graph of inside.graphs) graph.dispose();
      if (depth === 1) onOutermostEnd();
    }
  };
  return {
    scope,
    enclosingScope: () => scopes.at(-1),
    adopt: (made) => {
      numTensors += made.length;
      for (const x of made) own(x);
      return made;
    },
    unscope,
    handOver,
    free,
    numTensors: () => numTensors,
  };
}
