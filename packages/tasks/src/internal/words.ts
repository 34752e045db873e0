/**
 * The words of a text in the normal form of TriviaQA's evaluation (Joshi et al. 2017): lower case, no punctuation, no articles.
 * Kept, because they tell answers apart: signs and decimal points of numbers, the signs of "C++" and "F#", and a closing "A" as in
 * "Vitamin A". Accents are folded, thousands separators dropped, and single letters joined, so that "U.S." is "US".
 */
export function normalWords(text: string): readonly string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/(?<=[A-Za-z])\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/(?<=[\p{L}\p{N}])['’‘`´](?=\p{L})/gu, '');
  const words = folded.match(/(?<![\p{L}\p{N}.])-?\d+(?:\.\d+)*%?|[\p{L}\p{N}\p{M}]+[+#]*/gu) ?? [];
  const joined: string[] = [];
  let initials = '';
  for (const [i, word] of words.entries()) {
    const initial = /^[a-z]$/.test(word);
    if (initial) initials += word;
    if (initial && i < words.length - 1) continue;
    if (initials !== '') joined.push(initials);
    initials = '';
    if (!initial) joined.push(word);
  }
  const bare = joined.filter(
    (word, i) => !(word === 'the' || ((word === 'a' || word === 'an') && i < joined.length - 1)),
  );
  return bare.length > 0 ? bare : joined;
}
