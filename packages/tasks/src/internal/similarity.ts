/**
 * Texts longer than this many characters are the same or have nothing in common: the comparison takes cubic
 * time at worst.
 */
const LIMIT = 300;

/**
 * Ratcliff and Obershelp's similarity of two texts in [0, 1] (Dr. Dobb's Journal, July 1988): twice the
 * number of characters in common over the number in both, where the longest common substring counts, and then
 * those to its left and right.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  if (Math.max(a.length, b.length) > LIMIT) return 0;
  const left = [...a];
  const right = [...b];
  return (2 * commonCharacters(left, right)) / (left.length + right.length);
}

function commonCharacters(a: readonly string[], b: readonly string[]): number {
  const pending = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  let common = 0;
  for (let part = pending.pop(); part; part = pending.pop()) {
    const { aFrom, aTo, bFrom, bTo } = part;
    const { aStart, bStart, length } = longestCommon(a, b, part);
    if (length === 0) continue;
    common += length;
    pending.push({ aFrom, aTo: aStart, bFrom, bTo: bStart });
    pending.push({ aFrom: aStart + length, aTo, bFrom: bStart + length, bTo });
  }
  return common;
}

interface Part {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/** The longest common run within a part, the leftmost of `a` and then of `b` among equals. */
function longestCommon(a: readonly string[], b: readonly string[], { aFrom, aTo, bFrom, bTo }: Part) {
  let best = { aStart: aFrom, bStart: bFrom, length: 0 };
  let above = new Array<number>(bTo - bFrom + 1).fill(0);
  for (let i = aFrom; i < aTo; i++) {
    const row = new Array<number>(bTo - bFrom + 1).fill(0);
    for (let j = bFrom; j < bTo; j++) {
      if (a[i] !== b[j]) continue;
      const length = (above[j - bFrom] ?? 0) + 1;
      row[j - bFrom + 1] = length;
      if (length > best.length) best = { aStart: i - length + 1, bStart: j - length + 1, length };
    }
    above = row;
  }
  return best;
}
