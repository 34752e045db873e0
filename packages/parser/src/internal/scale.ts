/** A scale from 0 or 1; its upper end is captured: "0-100", "1 to 10", "0 = unsure, 100 = sure". */
const BOUNDS = [
  String.raw`(?:0?\.0{1,2}|[01])\s?%?\s?(?:[-–—−~〜～]|to|and|through|\.{2,3}|bis|,|=[^\d()]{1,40}?)`,
  String.raw`\s?(\d{1,4}(?:\.0{1,2})?)(?![\d.]*\d)\s?%?`,
].join('');
const LABEL_BOUNDS = new RegExp(String.raw`(?<![\d.])${BOUNDS}`, 'i');
const LABEL_TOP = /(?:\b(?:out\sof|of|max(?:imum)?|sur|von)\s?|\/\s?)(\d{1,4})(?!\d)|(\d{1,3})[\s-]point/i;
const LABEL_PERCENT = /%|per\s?cent/i;
const IN_VALUE = new RegExp(
  [
    String.raw`[([{]\s?(?:on\sa\s(?:scale\s(?:of|from)\s)?|scale\s?:?\s|from\s|between\s|range\s)?${BOUNDS}[^()[\]]{0,60}[)\]}]`,
    String.raw`[([]\s?(?:out\sof|max(?:imum)?)\s(\d{1,4})\s?[)\]]`,
    String.raw`(?:\bon\sa\s)?\bscale\s(?:(?:of|from|between)\s)?${BOUNDS}`,
    String.raw`\bon\sa\s${BOUNDS}\sscale`,
    String.raw`(?:\bon\sa\s)?\bscale\sof\s(\d{1,4})\b`,
    String.raw`\b(\d{1,3})[\s-]point\sscale`,
  ].join('|'),
  'i',
);

/**
 * The upper end of the scale that a label names: 10 for "(1-10)" and "score /10", 100 for "(%)"; null when
 * none.
 */
export function scaleOfLabel(label: string): number | null {
  const match = LABEL_BOUNDS.exec(label) ?? LABEL_TOP.exec(label);
  return match ? upperEnd(match) : LABEL_PERCENT.test(label) ? 100 : null;
}

/** The upper end of the scale that a sentence names: "on a scale of 1 to 10". */
export function scaleOfSentence(sentence: string): number | null {
  const match = sentence.includes('scale') ? IN_VALUE.exec(sentence) : null;
  return match && upperEnd(match);
}

/**
 * A value without the scale beside it, "8 (out of 10)", and that scale's upper end; a scale alone stays as
 * it is.
 */
export function takeScale(text: string): { readonly text: string; readonly top: number | null } {
  const match = /[([{]|scale/.test(text) ? IN_VALUE.exec(text) : null;
  if (!match) return { text, top: null };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return /\d|\b[a-z]{3,}/.test(rest) ? { text: rest.trim(), top: upperEnd(match) } : { text, top: null };
}

function upperEnd(match: RegExpExecArray): number | null {
  const top = Number(match.slice(1).find((group) => group !== undefined));
  return top > 0 ? top : null;
}
