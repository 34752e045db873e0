/** The pattern of whole phrases, the longest first, with one space of any kind between their words. */
export function anyPhrase(phrases: readonly string[]): string {
  const longestFirst = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll(' ', String.raw`\s`));
  return String.raw`(?<![\p{L}\p{N}-])(?:${longestFirst.join('|')})(?![\p{L}\p{N}])`;
}
