/**
 * Gives `node:util` the two functions that tfjs-node 4.22 calls: Node 22 warns of their use, and Node 23
 * removed them (tensorflow/tfjs#8481).
 */
export function restoreNodeUtil(util: Record<string, unknown>): void {
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}
