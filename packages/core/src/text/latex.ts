const ARGUMENT = String.raw`\s*(?:\{([^{}]*)\}|(\d|[a-zA-Z]))`;
const FRACTION = new RegExp(String.raw`(\d\s*)?\\[dtc]?frac${ARGUMENT}${ARGUMENT}`, 'g');
const ROOT = new RegExp(String.raw`\\sqrt\s*(?:\[[^\][]{0,9}\])?${ARGUMENT}`, 'g');
const WRAPPER =
  /\\(?:boxed|fbox|mbox|text|textbf|textit|textrm|textsf|texttt|mathrm|mathbf|mathit|mathsf|mathtt|operatorname|emph|underline)\s*\{([^{}]*)\}/g;
/** Fractions within fractions within boxes are as deep as answers go. */
const MAX_DEPTH = 4;

const SYMBOLS: Readonly<Record<string, string>> = {
  approx: '≈',
  cdot: '·',
  circ: '°',
  degree: '°',
  equiv: '=',
  ge: '≥',
  geq: '≥',
  gt: '>',
  infty: '∞',
  le: '≤',
  leq: '≤',
  lt: '<',
  mp: '∓',
  ne: '≠',
  neq: '≠',
  newline: '\n',
  pi: 'π',
  pm: '±',
  qquad: ' ',
  quad: ' ',
  rightarrow: '→',
  sim: '~',
  sqrt: '√',
  times: '×',
  to: '→',
};

/** The text with LaTeX as plain characters: `\frac{1}{2}` becomes 1/2, `\sqrt{2}` √(2), `\boxed{7}` 7, `10^{3}` 10^3. */
export function withoutLatex(text: string): string {
  if (!text.includes('\\') && !text.includes('{')) return text;
  let plain = text
    .replace(/\\!/g, '')
    .replace(/\s*\^\s*\{?\s*\\circ\s*\}?/g, '°')
    .replace(/\{,\}/g, ',')
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
      .replace(WRAPPER, ' $1 ');
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
