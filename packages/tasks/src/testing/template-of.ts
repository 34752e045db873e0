const QUOTED = /“[^”]*”|"[^"]*"|'[^']*'|\([^)]*\)/g;

/** The words of a question's sentence, with one slot in place of quotations, names, numbers and code. */
export function templateOf(question: string): readonly string[] {
  const words = question.replace(QUOTED, '_').split(/[\s,.:;?]+/);
  const isSlot = (word: string, i: number) => /[^\p{L}’'-]/u.test(word) || (i > 0 && /^\p{Lu}/u.test(word));
  const slotted = words.filter((word) => word !== '').map((word, i) => (isSlot(word, i) ? '_' : word));
  return slotted.filter((word, i) => word !== '_' || slotted[i - 1] !== '_');
}

/** The share of words that two sentences have in common: the size of the common bag by that of the union. */
export function wordOverlap(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  const common = a.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return common / (a.length + b.length - common);
}
