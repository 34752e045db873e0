const ARGUMENT = String.raw`\s*(?:\{([^{}]*)\}|(\d|[a-zA-Z]))`;
const FRACTION = new RegExp(String.raw`(\d\s*)?\\(?:[dtcs]?|nice)frac${ARGUMENT}${ARGUMENT}`, 'g');
const ROOT = new RegExp(String.raw`\\sqrt\s*(?:\[[^\][]{0,9}\])?${ARGUMENT}`, 'g');
const WRAPPER =
  /\\(?:boxed|fbox|mbox|text|textbf|textit|textrm|textsf|texttt|mathrm|mathbf|mathit|mathsf|mathtt|operatorname|emph|underline|textup|textsc|textmd|boldsymbol|bm|framebox|ce|num|hl)\s*\{([^{}]*)\}/g;
/** The symbol of an element, which no space parts from the others of its formula. */
const ELEMENT = /^[A-Z][a-z]?$/;
/** Braces around one term that no command needs: {10}^3, -{5}, 3{\times}10. */
const NEEDLESS_BRACES =
  /(?:(?<![a-zA-Z}\]^_]\s?|frac\s?\d\s?)|(?<=\\(?:times|cdot)\s?))\{\s?(\d[\d.,]*|\\times ?|\\cdot ?|\\[dt]?frac\s?\d\s?\d)\s?\}/g;
/** Fractions within fractions within boxes are as deep as answers go. */
const MAX_DEPTH = 4;

const SYMBOLS: Readonly<Record<string, string>> = {
  approx: '≈',
  ast: '*',
  cdot: '·',
  circ: '°',
  degree: '°',
  div: '÷',
  equiv: '=',
  ge: '≥',
  geq: '≥',
  geqslant: '≥',
  gt: '>',
  infty: '∞',
  le: '≤',
  leq: '≤',
  leqslant: '≤',
  lt: '<',
  mp: '∓',
  ne: '≠',
  neq: '≠',
  newline: '\n',
  over: '/',
  pi: 'π',
  pm: '±',
  qquad: ' ',
  quad: ' ',
  rightarrow: '→',
  sim: '~',
  sqrt: '√',
  thinspace: ' ',
  times: '×',
  to: '→',
};

/**
 * The text with LaTeX as plain characters.
 *
 * `\frac{1}{2}` becomes 1/2, `\sqrt{2}` √(2), `\boxed{7}` 7, `10^{3}` 10^3.
 */
export function withoutLatex(text: string): string {
  if (!text.includes('\\') && !text.includes('{')) return text;
  let plain = text
    .replace(/\\!/g, '')
    .replace(/\s*\^\s*\{?\s*\\circ\s*\}?/g, '°')
    .replace(/\{,\}/g, ',')
    .replace(NEEDLESS_BRACES, '$1')
    .replace(/\\(?:left|right)\./g, '')
    .replace(/\\[ ,;:>]/g, ' ')
    .replace(/\\([%$#&_])/g, '$1')
    .replace(/\\(?:left|right|displaystyle|bigl?|bigr?|Bigl?|Bigr?)(?![a-z])/g, '')
    .replace(/\\[()[\]]/g, ' ');
  for (let depth = 0; depth < MAX_DEPTH && plain.includes('\\'); depth++) {
    const inner = plain
      .replace(/\^\{\s*([^{}]*?)\s*\}/g, '^$1')
      .replace(FRACTION, (_, whole: string | undefined, ...groups: (string | undefined)[]) => {
        const ratio = `${term(groups[0] ?? groups[1])}/${term(groups[2] ?? groups[3])}`;
        return whole === undefined ? `${ratio} ` : `${whole.trim()} ${ratio} `;
      })
      .replace(ROOT, (_, braced?: string, bare?: string) => `√${term(braced ?? bare)}`)
      .replace(WRAPPER, (_, content: string) => (ELEMENT.test(content) ? content : ` ${content} `));
    if (inner === plain) break;
    plain = inner;
  }
  return plain
    .replace(/\\\\/g, '\n')
    .replace(/\\([a-zA-Z]+) ?/g, (_, name: string) => SYMBOLS[name] ?? ` ${name} `)
    .replace(/([\^_])\{\s*([^{}]*?)\s*\}/g, '$1$2')
    .replace(/\s+([\^_])/g, '$1');
}

/** A numerator or denominator, in parentheses unless it is a number. */
function term(text = ''): string {
  const inner = text.trim();
  return /^-?[\d.,]+$/.test(inner) ? inner : `(${inner})`;
}
