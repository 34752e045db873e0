/** The lower end of a scale and its upper end, which is captured: "0-100", "from 1 to 10", "0.0 to 1.0", "0 = unsure, 100 = sure". */
const BOUNDS = String.raw`(?:0?\.0{1,2}|[01])\s?%?\s?(?:-|~|to|and|through|\.{2,3}|bis|,|=[^\d()]{1,40}?)\s?(\d{1,4}(?:\.0{1,2})?)(?![\d.]*\d)\s?%?`;
const IN_LABEL = new RegExp(
  String.raw`${BOUNDS}|(?:\b(?:out\sof|of|max(?:imum)?|sur|von)\s?|\/\s?)(\d{1,4})(?!\d)|(\d{1,3})[\s-]point|(%|per\s?cent)`,
  'i',
);
const IN_VALUE = new RegExp(
  String.raw`[([]\s?(?:on\sa\sscale\s(?:of|from)\s|scale\s?:?\s|from\s|between\s|range\s)?${BOUNDS}[^()[\]]{0,60}[)\]]|[([]\s?(?:out\sof|max(?:imum)?)\s(\d{1,4})\s?[)\]]|\bscale\s(?:(?:of|from|between)\s)?${BOUNDS}|\b(\d{1,3})[\s-]point\sscale`,
);

/** The upper end of the scale that a label names: 10 for "Confidence (1-10)" and "score /10", 100 for "(%)"; null when it names none. */
export function scaleOfLabel(label: string): number | null {
  const match = IN_LABEL.exec(label);
  return match && (match[4] === undefined ? upperEnd(match) : 100);
}

/** A value without the scale written beside it, "8 (out of 10)", and the upper end of that scale. A scale alone is left as a range. */
export function takeScale(text: string): { readonly text: string; readonly top: number | null } {
  const match = /[([]|scale/.test(text) ? IN_VALUE.exec(text) : null;
  if (!match) return { text, top: null };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  const top = upperEnd(match);
  return top !== null && /\d/.test(rest) ? { text: rest, top } : { text, top: null };
}

function upperEnd(match: RegExpExecArray): number | null {
  const top = Number(match.slice(1).find((group) => group !== undefined));
  return top > 0 ? top : null;
}
