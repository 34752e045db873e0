import { ASIDE } from './asides.js';
import { fewWords, joined } from './speakers.js';
import type { StatedValue } from './stated-values.js';

/** A value and whether the text denies it, as in "not 90% sure". */
export interface SettledValue extends StatedValue {
  readonly isDenied: boolean;
}

const NOT_DENIED = [
  'and|but|so|because|more|less|above|below|over|under|exceeding|only|merely',
  'sure|certain|confident|likely|maybe|perhaps',
].join('|');
/**
 * A negation before a number, with a few words between that begin no clause and make no bound: "no more
 * than 20%".
 */
const DENIAL = joined(
  String.raw`(?:\b(?:(?<!\bif\s)not|never|hardly|cannot|doubt|far\sfrom|nowhere\snear|short\sof|by\sno\smeans`,
  String.raw`|anything\sbut)|n['’]t)${ASIDE}${fewWords(4, NOT_DENIED)}\s?$`,
);
/** What leads from a denied number to the one that is meant: "not 100%, but 80%". */
const CORRECTION = joined(
  String.raw`\b(?:but|rather|instead|more\slike|closer\sto|just|only|maybe|perhaps)\b[\sa-z'’~,]{0,30}$`,
  String.raw`|^[,;.–—-]?\s?[,;.–—-]\s?(?:i(?:['’]d|\swould)\ssay\s)?`,
  String.raw`(?:(?:about|around|roughly|approximately)\s|~)?$`,
);
/** A clause of another matter: "not 100% sure that only 5% are left". */
const ANOTHER_CLAUSE = /\b(?:because|since|as|that|whether|if|which|who)\b/;
const MAX_GAP = 60;
/** A corrected number that is counted or taken of something else: "but 5% of the maps", "but 3 facts". */
const OF_ELSE = joined(
  String.raw`^\s(?:of\s(?!it\b|that\b|this\b)`,
  String.raw`|(?!or\b|sure|certain|confident|likely|positive|maybe|perhaps|tops)[a-z]{3,})`,
);

/** The values of a text with what is denied marked; a denied one gives its place to its correction. */
export function settled(text: string, values: readonly StatedValue[]): readonly SettledValue[] {
  const result: SettledValue[] = [];
  for (const value of values) {
    const isDenied = DENIAL.test(text.slice(Math.max(0, value.start - MAX_GAP), value.start));
    const last = result.at(-1);
    if (last?.isDenied && !isDenied && corrects(text, last, value)) {
      result.pop();
      result.push({ ...value, start: last.start, isDenied });
    } else result.push({ ...value, isDenied });
  }
  return result;
}

function corrects(text: string, denied: StatedValue, { start, end }: StatedValue): boolean {
  if (start - denied.end > MAX_GAP) return false;
  const gap = text.slice(denied.end, start);
  return CORRECTION.test(gap) && !ANOTHER_CLAUSE.test(gap) && !OF_ELSE.test(text.slice(end, end + 20));
}
