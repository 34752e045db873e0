/**
 * Questions shorter than this may be part of a right answer, so they are only removed when they are all of
 * it.
 */
const DISTINCTIVE_LENGTH = 12;

/** The answer less a repetition of the question, which may be spaced and capitalised in another way. */
export function withoutQuestion(answer: string, question: string): string {
  const repeated = squeeze(question);
  const stated = squeeze(answer);
  if (stated === repeated) return '';
  if (repeated.length < DISTINCTIVE_LENGTH) return answer;
  const haystack = stated.toLowerCase();
  const needle = repeated.toLowerCase();
  let rest = '';
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    rest += `${stated.slice(from, at)} `;
    from = at + needle.length;
  }
  return from === 0 ? answer : rest + stated.slice(from);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
