const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NUMBER = new RegExp(
  String.raw`\b(?:(?:a|one)[\s-]hundred|(${TENS.join('|')})(?:[\s-](${UNITS.slice(1, 10).join('|')}))?|(${UNITS.join('|')}))\b`,
  'gi',
);

/** The text with the English words for 0 to 100 as numerals. */
export function withNumerals(text: string): string {
  return text.replace(NUMBER, (_, tens?: string, unit?: string, small?: string) => {
    if (small !== undefined) return String(UNITS.indexOf(small.toLowerCase()));
    if (tens === undefined) return '100';
    return String(
      (TENS.indexOf(tens.toLowerCase()) + 2) * 10 +
        (unit === undefined ? 0 : UNITS.indexOf(unit.toLowerCase())),
    );
  });
}
