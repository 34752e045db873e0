/**
 * The text without its dress: Unicode forms unified (NFKC), Markdown and HTML emphasis, code quotes, LaTeX and currency signs gone.
 * `\frac{1}{2}` and ½ become 1/2, `\boxed{7}` becomes 7, superscripts become ^5, every minus becomes a hyphen.
 */
export function plainText(text: string): string {
  return text
    .replace(/[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => `^${digits.normalize('NFKC')}`)
    .replace(/(\d?)([¼-¾⅐-⅞↉])/g, (_, digit: string, fraction: string) => `${digit} ${fraction}`)
    .normalize('NFKC')
    .replace(/⁄/g, '/')
    .replace(/[−‒–](?=\s?[\d.$€£¥])/g, '-')
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, ' $1/$2 ')
    .replace(/\\[dt]?frac\s*(\d)\s*(\d)/g, ' $1/$2 ')
    .replace(/\\(?:times|cdot)(?![a-z])/g, '×')
    .replace(/\{,\}|\\,(?=\d)/g, ',')
    .replace(/\\(?:left|right|displaystyle|,|;|!|:|\s)/g, ' ')
    .replace(/\^\{\s*([^{}]*?)\s*\}/g, '^$1')
    .replace(/\\(?:boxed|text|textbf|mathrm|mathbf|fbox)\s*\{([^{}]*)\}/g, ' $1 ')
    .replace(/\\(?:boxed|text|textbf|mathrm|mathbf|fbox)\s*\{([^{}]*)\}/g, ' $1 ')
    .replace(/\\([%$#&_])/g, '$1')
    .replace(/\\[()[\]]/g, ' ')
    .replace(/-\s?[$€£¥]\s?/g, '-')
    .replace(/[$€£¥]/g, ' ')
    .replace(/<(b|i|u|em|strong|code|span|p)>([^<>]*)<\/\1>/gi, ' $2 ')
    .replace(/\*\*|__|[`"“”«»]/g, ' ')
    .trim();
}
