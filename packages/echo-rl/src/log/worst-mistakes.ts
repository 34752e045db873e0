import type { FoundConfidence, LogRow } from './log-row.js';

/** A row whose confidence is known. */
export type ToldRow = LogRow & { readonly confidence: FoundConfidence };

/** Of more incorrect answers, those stated with the least confidence lose their texts. */
const MISTAKES = 1000;

/** Keeps the texts of the worst mistakes, which a report shows, and of no other row. */
export function worstMistakes(): { keep(row: ToldRow): ToldRow } {
  let worst: ToldRow[] = [];
  return {
    keep(row) {
      const kept = { ...row };
      if (row.grade > 0.5) dropTexts(kept);
      else worst.push(kept);
      if (worst.length > 2 * MISTAKES) {
        worst.sort((a, b) => stated(b) - stated(a));
        worst.slice(MISTAKES).forEach(dropTexts);
        worst = worst.slice(0, MISTAKES);
      }
      return kept;
    },
  };
}

const stated = ({ confidence: { value, percent } }: ToldRow): number => (percent ? value / 100 : value);

function dropTexts(row: { question?: string; answer?: string; expected?: string }): void {
  delete row.question;
  delete row.answer;
  delete row.expected;
}
