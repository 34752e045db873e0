/** GPT-2's byte alphabet: every byte as a printable character. */
export function byteAlphabet(): string[] {
  const printable = (b: number) => (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, b) => String.fromCodePoint(printable(b) ? b : next++));
}

/**
 * Splits as the tokenizer's Digits and ByteLevel pre-tokenizers do: digits one by one, words with their
 * leading space.
 */
export function preTokenize(text: string): string[] {
  const words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
  return text.split(/(\p{Nd})/u).flatMap((piece) => piece.match(words) ?? []);
}

/**
 * Byte-pair encoding (Sennrich et al. 2016): the `count` merges that each join the most frequent neighbours;
 * ties by first sight.
 */
export function learnMerges(words: ReadonlyMap<string, number>, count: number): [string, string][] {
  const alphabet = byteAlphabet();
  const encoder = new TextEncoder();
  const pieces = [...words].map(([word, n]) => ({
    n,
    symbols: [...encoder.encode(word)].map((b) => alphabet[b] as string),
  }));
  const merges: [string, string][] = [];
  while (merges.length < count) {
    const pairs = new Map<string, number>();
    for (const { n, symbols } of pieces) {
      for (let i = 0; i + 1 < symbols.length; i++) {
        const pair = `${symbols[i]} ${symbols[i + 1]}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + n);
      }
    }
    let best = '';
    let most = 1;
    for (const [pair, n] of pairs) if (n > most) [best, most] = [pair, n];
    if (!best) break;
    const [left, right] = best.split(' ') as [string, string];
    merges.push([left, right]);
    for (const piece of pieces) piece.symbols = merge(piece.symbols, left, right);
  }
  return merges;
}

function merge(symbols: string[], left: string, right: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      out.push(left + right);
      i++;
    } else out.push(symbols[i] as string);
  }
  return out;
}
