/** What says that the opposite is meant, in front of a mention: "not", "isn't", "rule out". */
const DENIAL = String.raw`(?:\b(?:not|never|neither|nor|cannot|without|except|excluding|hardly|scarcely|unlike|nobody|no\s+one|non|anti)\b|(?:n['’]t|\b(?:is|was|are|were|does|did|do|ca|wo|would|could|should|must|has|have)nt)\b|\b(?:other|rather)\s+than\b|\binstead\s+of\b|\bas\s+opposed\s+to\b|\bdifferent\s+from\b|\bfar\s+from\b|\bno\s+longer\b|\bdoubt(?:s|ed|ful)?\b|\b(?:rul|eliminat|exclud|reject|discard|dismiss|cross|strik)(?:e|es|ed|ing)?(?:\s+(?:out|off))?\b)`;
/** At most this many words stand between a denial and what it denies. */
const REACH = String.raw`\W{0,4}(?:[\p{L}\p{N}'’]+\W{1,3}){0,5}$`;
const DENIED_BEFORE = new RegExp(DENIAL + REACH, 'iu');
const DENIAL_WORD = new RegExp(DENIAL, 'iu');
/** "all but", "anyone except": everything else is meant. */
const EXCLUDED_BEFORE =
  /\b(?:all|any|every|anything|anyone|anybody|everything|everyone|everybody|each|none)\s+(?:of\s+(?:them|these|those)\s+)?(?:but|except|besides|save|apart\s+from|aside\s+from)(?:\s+for)?\s+(?:the\s+|option\s+|choice\s+|number\s+|letter\s+)*["'(]?$/iu;
/** Words that look like a denial and are none. */
const EMPHASIS =
  /\b(?:no|without(?:\s+(?:a|any))?)\s+(?:doubts?|questions?)\b|\bnot\s+only\b|\b(?:none|nothing|nobody|no\s+one)\s+(?:other\s+than|else\s+(?:but|than))\b|\bcan(?:not|['’]t)\s+be\s+any\w+\s+(?:but|other\s+than)\b|\bwhy\s+not\b/giu;
/** Where what was said before no longer bears on what follows. */
const BOUNDARY =
  /[.!?](?=\s)|[;:,\n]|\s[-–—]\s|\b(?:but|so|therefore|thus|hence|then|however|yet|instead)\b(?!\s+of)/giu;
const DENIED_AFTER =
  /^["'”’)]{0,2}\s*(?:[\p{L}']+\s+){0,2}?(?:(?:is|are|was|were|would\s+be|seems?|looks?)\s+(?:[\p{L}]+ly\s+|simply\s+|all\s+)?(?:not\b(?!\s+only)|wrong|incorrect|false|untrue|impossible|excluded|eliminated|ruled\s+out|out\b|mistaken|no\s+(?:longer|good))|(?:is|was|are|were|ca|wo|would|could|does|did)n['’]?t\b|(?:cannot|can\s+not|could\s+not|does\s+not|did\s+not)\b|can\s+be\s+(?:excluded|eliminated|ruled\s+out|rejected)|[-–—,?(]\s*(?:no\b|nope\b|not\b(?!\s*[\p{L}\p{N}])|wrong|incorrect))/iu;
/** A denial is looked for this far from a mention. */
const WINDOW = 160;

/**
 * Whether a text denies or excludes what it mentions from `start` to `end`: "not X", "X is wrong", "anything but X".
 *
 * One notion for all graders. A contrast denies its one side only: "X, not Y" and "not Y but X" assert X.
 */
export function isDenied(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - WINDOW), start).replace(EMPHASIS, ' ');
  if (EXCLUDED_BEFORE.test(before)) return true;
  const clause = before.slice(endOfLastBoundary(before));
  if (DENIED_BEFORE.test(clause)) return true;
  return DENIED_AFTER.test(text.slice(end, end + WINDOW));
}

/** Whether a text has any word of denial or exclusion. */
export function hasDenial(text: string): boolean {
  return DENIAL_WORD.test(text.replace(EMPHASIS, ' '));
}

function endOfLastBoundary(text: string): number {
  const last = [...text.matchAll(BOUNDARY)].at(-1);
  return last ? last.index + last[0].length : 0;
}
