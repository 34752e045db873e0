/**
 * What stands in each LaTeX `\boxed{…}` of a text, braces within it included; linear time.
 *
 * @example
 * ```ts
 * import { boxedParts } from '@echo/core/text';
 *
 * boxedParts(String.raw`so \boxed{\frac{1}{2}}`); // → ['\\frac{1}{2}']
 * ```
 */
export function boxedParts(text: string): readonly string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: opening } of text.matchAll(/\\(?:boxed|fbox)\s*\{/g)) {
    if (index < end) continue;
    const start = index + opening.length;
    let depth = 1;
    for (end = start; end < text.length && depth > 0; end++) {
      if (text[end] === '{') depth++;
      if (text[end] === '}') depth--;
    }
    parts.push(text.slice(start, depth === 0 ? end - 1 : end));
  }
  return parts;
}
