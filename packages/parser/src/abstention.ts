/** An abstention is short; a longer text is not read for one. */
const MAX_LENGTH = 300;
const HINT =
  /know|dunno|idk|idea|clue|sure|certain|answer|say|tell|pass|abstain|skip|n\/a|decline|remember|recall|guess|information|determine|comment/i;
/** Every way to decline holds one of these, and few other answers do. */
const REFUSAL =
  /n['’‘`´]t|(?<![a-z])not?(?![a-z])|dont|cannot|dunno|idk|n\/a|abstain|pass|skip|decline|unsure|uncertain|unable|prefer/i;
const BREAK = /[.!?;:,\n…—–]+|\s-+\s|\b(?:but|however|though|although)\b/i;

const WHO = String.raw`(?:i|we)\s+`;
const HOW = String.raw`(?:(?:really|honestly|just|simply|genuinely|actually|truly)\s+)?`;
const OF_WHAT = String.raw`(?:\s+(?:the|this|that|it|for|exactly|anything|enough|about|what|who|whom|whose|where|when|which|why|how|if|whether|on|of|to)\b.*)?`;
const ABSTENTIONS = [
  String.raw`(?:${WHO})?${HOW}(?:don't|dont|do not|didn't|did not)\s+${HOW}(?:know|remember|recall)${OF_WHAT}`,
  String.raw`${WHO}${HOW}(?:can't|cannot|could not|couldn't)\s+${HOW}(?:know|say|tell|remember|recall|answer|provide an answer|give an answer)${OF_WHAT}`,
  String.raw`(?:dunno|idk|n\/a|no answer|no comment)`,
  String.raw`i(?:'d)?\s+prefer not to\s+(?:answer|say|guess)${OF_WHAT}`,
  String.raw`(?:i\s+|i'll\s+|i will\s+|i'd rather\s+|i would rather\s+)(?:abstain|pass|skip|decline|not say|not answer|not guess)${OF_WHAT}`,
  String.raw`(?:${WHO})?${HOW}(?:have|has|got)?\s*(?:absolutely\s+)?no (?:idea|clue)${OF_WHAT}`,
  String.raw`(?:${WHO})?(?:don't|dont|do not)\s+have\s+(?:an?|any|the|that|this|enough)\s+(?:idea|clue|answer|information|knowledge)${OF_WHAT}`,
  String.raw`(?:i'm|i am|we are)?\s*${HOW}not\s+(?:\w{1,12}\s+)?(?:sure|certain)${OF_WHAT}`,
  String.raw`(?:i'm|i am|we are)\s+${HOW}(?:unsure|uncertain)${OF_WHAT}`,
  String.raw`(?:i'm|i am)?\s*(?:unable to|not able to)\s+(?:answer|say|tell|provide an answer|determine)${OF_WHAT}`,
  String.raw`${WHO}(?:won't|will not)\s+(?:answer|provide an answer|give an answer)${OF_WHAT}`,
];
const FILLER =
  '(?:(?:i.m |i am )?(?:so |very )?sorry|apologies|my apologies|no|well|hm+|honestly|unfortunately|as an ai.{0,40}|thanks|thank you)';
const PART = new RegExp(
  `^(?:(?:sorry|well|honestly|unfortunately|no)\\s+)?(?:${ABSTENTIONS.join('|')})$`,
  'i',
);
const ONLY_FILLER = new RegExp(`^${FILLER}$`, 'i');

/**
 * Whether an answer declines to answer: every part of it says so, or only makes it polite.
 *
 * "I don't know who said it first, but: Paris" has a part that answers.
 *
 * @example
 * ```ts
 * import { isAbstention } from '@echo/parser';
 *
 * isAbstention("I'm sorry, I don't know."); // → true
 * isAbstention("I don't know who said it first, but: Paris"); // → false
 * ```
 */
export function isAbstention(answer: string): boolean {
  if (answer.length > MAX_LENGTH || !HINT.test(answer) || !REFUSAL.test(answer)) return false;
  const parts = answer
    .replace(/[’‘`´]/g, "'")
    .split(BREAK)
    .map((part) =>
      part
        .replace(/["()*_]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '');
  return (
    parts.some((part) => PART.test(part)) && parts.every((part) => PART.test(part) || ONLY_FILLER.test(part))
  );
}
