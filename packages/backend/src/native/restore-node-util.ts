/**
 * Puts back the two functions of `node:util` that tfjs-node 4.22 calls and Node 23 removed
 * (tensorflow/tfjs#8481). Leaves them alone where they exist.
 */
export function restoreNodeUtil(util: Record<string, unknown>): void {
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
