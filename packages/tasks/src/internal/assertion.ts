/** Adjectives of what is not so. */
const WRONG = '(?:wrong|incorrect|false|untrue|mistaken|invalid)';
/** What says that the opposite is meant, in front of a mention: "not", "isn't", "rule out". */
const DENIAL = [
  String.raw`(?:\b(?:not|never|neither|nor|cannot|without|except|excluding|hardly|scarcely|unlike(?:ly)?|improbable|nobody|no\s+one|non|anti|avoid|wrongly|falsely|mistakenly|by\s+no\s+means|nowhere\s+near|no\s+way)\b`,
  String.raw`|(?:n['’]t|\b(?:is|was|are|were|does|did|do|ca|wo|would|could|should|must|has|have)nt)\b`,
  String.raw`|\b(?:other|rather)\s+than\b|\binstead\s+of\b|\bas\s+opposed\s+to\b|\bdifferent\s+from\b|\bfar\s+from\b|\bno\s+longer\b|\bdoubt(?:s|ed|ful)?\b`,
  String.raw`|\b(?:rul|eliminat|exclud|reject|discard|dismiss|cross|strik)(?:e|es|ed|ing)?(?:\s+(?:out|off))?\b`,
  String.raw`|\b${WRONG}\s+(?:that|to|answer|choice|option|one|value|number|guess|letter)s?\b|\bleast\s+(?:likely|probable|plausible)\b)`,
].join('');
/** At most this many words stand between a denial and what it denies. */
const REACH = String.raw`\W{0,4}(?:[\p{L}\p{N}'’]+\W{1,3}){0,5}$`;
const DENIED_BEFORE = new RegExp(DENIAL + REACH, 'iu');
const DENIAL_WORD = new RegExp(DENIAL, 'iu');
const ALL =
  '(?:all|any|every|anything|anyone|anybody|anywhere|everything|everyone|everybody|everywhere|each)';
const UP_TO_MENTION = String.raw`\s+(?:the\s+|option\s+|choice\s+|number\s+|letter\s+)*["'(]?$`;
/** "all but", "any planet but", "anyone except", "wrong: ": everything else is meant. */
const EXCLUDED_BEFORE = new RegExp(
  [
    String.raw`(?:\b${ALL}\s+(?:of\s+(?:them|these|those)\s+|(?!\w+ly\b)\p{L}+\s+)?(?:but|except|besides|save|bar|apart\s+from|aside\s+from)(?:\s+for)?`,
    String.raw`|\bwith\s+the\s+exception\s+of)${UP_TO_MENTION}`,
    String.raw`|\b(?:${WRONG}|ruled\s+out|eliminated|excluded|rejected|doubtful|unlikely|least\s+likely)(?:\s+(?:answer|choice|option|letter)s?)?\s*[:=]\s*["'(]?$`,
    String.raw`|(?:^|[\n:;,.(]\s*)(?:[✗✘❌≠¬!]|!=|no)\s*["'(]?$`,
  ].join(''),
  'iu',
);
/** Words that look like a denial and are none. */
const EMPHASIS =
  /\b(?:no|without(?:\s+(?:a|any))?)\s+(?:doubts?|questions?)\b|\bnot\s+only\b|\b(?:none|nothing|nobody|no\s+one)\s+(?:other\s+than|else\s+(?:but|than)|but)\b|\bno\s+(?:other\s+)?\p{L}+\s+(?:other\s+than|but)\b|\bcan(?:not|['’]t)\s+be\s+any\w+\s+(?:but|other\s+than)\b|\bwhy\s+not\b/giu;
/** Where what was said before no longer bears on what follows. */
const BOUNDARY =
  /[.!?](?=\s)|[;:,\n]|\s[-–—]\s|\b(?:but|so|therefore|thus|hence|then|however|yet|instead|leav(?:es|ing))\b(?!\s+of)/giu;
/** A verdict on what stands before it: "is wrong", "would be a mistake", "can be ruled out". */
const VERDICT = [
  String.raw`(?:is|are|was|were|(?:would|must|could|might|may|will)\s+be|seems?|looks?)\s+(?:[\p{L}]+ly\s+|all\s+|way\s+|far\s+)?`,
  String.raw`(?:not\b(?!\s+(?:only|${WRONG}|impossible|unlikely|excluded|eliminated|ruled|out))|${WRONG}|impossible|unlikely|improbable|doubtful|excluded|eliminated|rejected|ruled\s+out|out\b|off\b|less\s+likely`,
  String.raw`|no\s+(?:longer|good)|by\s+no\s+means|too\s+(?:low|high|many|few|much|little|small|large|big)\b`,
  String.raw`|(?:an?|the)\s+(?:common\s+)?(?:${WRONG}|mistake|trap|distractor|myth|misconception|(?:over|under)estimate)\b)`,
].join('');
const DENIED_AFTER = new RegExp(
  [
    String.raw`^["'”’)\]]{0,2}\s*(?:[✗✘❌](?!\s*[\p{L}\p{N}])|(?:${WRONG}|eliminated|excluded|ruled\s+out|rejected|no)\s*[).!]*\s*$|(?:[\p{L}']+\s+){0,2}?(?:${VERDICT}|(?:is|was|are|were|ca|wo|would|could|does|did|ai)n['’]?t\b`,
    String.raw`|(?:cannot|can\s+not|could\s+not|does\s+not|did\s+not)\b|can\s+be\s+(?:excluded|eliminated|ruled\s+out|rejected)|fails\b`,
    String.raw`|,?\s*but\s+not\s+(?:quite|exactly)\b`,
    String.raw`|[-–—,?(:]\s*(?:which\s+is\s+)?(?:no\b(?!\s+(?:doubts?|questions?|more|less|fewer|others?|one|matter|need|problem))|nope\b|not\b(?!\s*[\p{L}\p{N}])|${WRONG}\b)))`,
  ].join(''),
  'iu',
);
/** The labels before and after one in a list: "rule out A, C and D". */
const LIST_SO_FAR = /(?:(?<![\p{L}\p{N}])\p{L},\s{1,3}){1,9}$/u;
const LIST_BEFORE_LAST = /(?:(?<![\p{L}\p{N}])\p{L},\s{1,3}){1,9}\p{L},?\s(?:and|or|nor)\s$/u;
const REST_OF_LIST =
  /^(?:,\s{1,3}\p{L}(?![\p{L}\p{N}])){0,9},?\s{1,3}(?:and|or|nor)\s{1,3}\p{L}(?![\p{L}\p{N}'’])\s?/u;
/** A denial is looked for this far from a mention. */
const WINDOW = 160;

/**
 * Whether a text denies or excludes what it mentions from `start` to `end`: "not X", "X is wrong", "anything
 * but X".
 *
 * One notion for all graders. A contrast denies its one side only: "X, not Y" and "not Y but X" assert X.
 */
export function isDenied(text: string, start: number, end: number): boolean {
  const ahead = text.slice(end, end + WINDOW);
  const following = ahead.replace(REST_OF_LIST, ' ');
  const preceding = text.slice(Math.max(0, start - WINDOW), start).replace(EMPHASIS, ' ');
  const before = preceding.replace(following === ahead ? LIST_BEFORE_LAST : LIST_SO_FAR, '');
  if (EXCLUDED_BEFORE.test(before)) return !isVerdictOnRest(ahead);
  const clause = before.slice(endOfLastBoundary(before));
  if (DENIED_BEFORE.test(clause)) return true;
  return DENIED_AFTER.test(following);
}

/** "All but X are wrong" states X. */
function isVerdictOnRest(after: string): boolean {
  return /^["')]{0,2}\s+(?:is|are|can\s+be)\s+(?:wrong|incorrect|false|eliminated|excluded|ruled\s+out|not\s+(?:right|correct))\b/i.test(
    after,
  );
}

/** Whether a text has any word of denial or exclusion. */
export function hasDenial(text: string): boolean {
  return DENIAL_WORD.test(text.replace(EMPHASIS, ' ')) || isMarkedWrong(text);
}

/** Whether a line is crossed out by a mark before or after it: "✗ B", "≠ B", "B ❌". */
export function isMarkedWrong(text: string): boolean {
  return /^\s*(?:[✗✘❌≠¬]|!=?(?=\s?[\p{L}\p{N}]))/u.test(text) || /[✗✘❌]\s*$/u.test(text);
}

/** The text less words of emphasis that look like a denial: "no doubt Paris", "none other than Paris". */
export function withoutEmphasis(text: string): string {
  return text.replace(/,\s+(?=no\s+(?:doubt|question)|without)/gi, ' ').replace(EMPHASIS, ' ');
}

const Y = String.raw`(?!(?:sure|certain|really|quite|at|too|so|very|exactly|know|that|in|on)\b)[^,.;()\n]{1,60}`;
const CONTRAST_AFTER = new RegExp(
  String.raw`(?:,\s*(?:and\s+)?not|\s*\(\s*not|\s+(?:rather\s+than|instead\s+of|as\s+opposed\s+to|and\s+not))\s+${Y}\)?[.!]?\s*$`,
  'i',
);
const CONTRAST_BEFORE = new RegExp(String.raw`^(?:it\s+(?:is|was)\s+)?not\s+${Y},?\s+but\s+(?!not\b)`, 'i');

/** What a contrast states: X of "X, not Y" and of "not Y but X"; the text itself when it is none. */
export function withoutContrast(text: string): string {
  return text.replace(CONTRAST_BEFORE, '').replace(CONTRAST_AFTER, '');
}

function endOfLastBoundary(text: string): number {
  const last = [...text.matchAll(BOUNDARY)].at(-1);
  return last ? last.index + last[0].length : 0;
}
