const PREFIX = '百分之';
const PERCENT =
  /百分之\s?(?:(\d{1,3}(?:\.\d{1,4})?)|(百)|([一二三四五六七八九]?十)?([一二三四五六七八九])?)/g;
const DIGITS = '零一二三四五六七八九';

/** A text with a sign after a per cent whose Chinese words stand before it: "百分之85" is "85%". */
export function withPercentSign(text: string): string {
  if (!text.includes(PREFIX)) return text;
  return text.replace(PERCENT, (found, number?: string, all?: string, tens?: string, unit?: string) => {
    if (number !== undefined) return `${number}%`;
    if (all !== undefined) return '100%';
    if (tens === undefined && unit === undefined) return found;
    const ten = tens === undefined ? 0 : tens.length > 1 ? DIGITS.indexOf(tens[0] ?? '') : 1;
    return `${10 * ten + Math.max(0, DIGITS.indexOf(unit ?? '零'))}%`;
  });
}
