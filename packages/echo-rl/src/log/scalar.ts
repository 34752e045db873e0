/** A confidence as written: its number, and whether a per cent sign stands beside it. */
export interface WrittenConfidence {
  readonly value: number;
  readonly percent: boolean;
}

const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i;

/** The confidence in a field: a number, or a text such as `85 %`, `0,85` or `.85`; null of anything else. */
export function writtenConfidence(value: unknown): WrittenConfidence | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { value, percent: false } : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const percent = /\s*(?:%|per ?cent)$/i.test(text);
  const number = text.replace(/\s*(?:%|per ?cent)$/i, '');
  return NUMBER.test(number) ? { value: Number(number.replace(',', '.')), percent } : null;
}

const CORRECT = new Set(
  'true t yes y 1 correct right c pass passed success ok richtig wahr ja oui vrai si sí verdadero'.split(' '),
);
const INCORRECT = new Set(
  'false f no n 0 incorrect wrong i fail failed failure falsch nein non faux falso'.split(' '),
);

/** The grade in [0, 1] of a field that says whether an answer is correct; null where it says neither. */
export function writtenGrade(value: unknown): number | null {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') {
    const word = value.trim().toLowerCase();
    if (CORRECT.has(word)) return 1;
    if (INCORRECT.has(word)) return 0;
  }
  const number = writtenConfidence(value);
  if (!number) return null;
  const grade = number.percent ? number.value / 100 : number.value;
  return grade >= 0 && grade <= 1 ? grade : null;
}
