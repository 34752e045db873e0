/** Tags that begin a new line, one or a few side by side. */
const BREAKS = String.raw`(?:<\s?\/?(?:br|p|div|li)\s?\/?>\s{0,3}){1,4}`;
/** Such tags before what looks like a label, right after a word at a line's end, or after a label. */
const BREAK = new RegExp(
  [
    String.raw`(?<![:：]\s{0,3})${BREAKS}(?=[\s*_#]{0,9}\p{L}[^<>:：\n]{0,60}[:：])`,
    String.raw`(?<=[^\s:：>])${BREAKS}(?=\s{0,3}(?:\n|$))`,
    String.raw`(?<=[:：]\*{0,3})${BREAKS}(?=[^\s<])`,
  ].join('|'),
  'giu',
);

/** A text whose HTML line breaks between fields are line breaks; one that an answer names stays. */
export function withLineBreaks(text: string): string {
  return text.includes('<') ? text.replace(BREAK, '\n') : text;
}
