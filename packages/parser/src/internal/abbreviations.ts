/** Abbreviations of "about" in the languages that models are asked in; their point ends no sentence. */
const ABOUT = 'approx|appr|aprox|circa|ca|cca|env|est|ungef|прибл';
const ABBREVIATED = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${ABOUT})\.(?=\s{0,3}[~\d])`, 'giu');
/** What may stand before a number that is about right, as the source of a pattern. */
export const ABOUT_NUMBER: string = [
  '(?:(?:about|approximately|around|roughly',
  String.raw`|(?:${ABOUT})\.?)\s|~)`,
].join('');
/** A lookbehind that holds where no such abbreviation has just ended, as the source of a pattern. */
export const NOT_ABBREVIATED: string = String.raw`(?<!(?<![\p{L}\p{N}])(?:${ABOUT})\.)`;

/** A text with "about" for its abbreviations before a number: "approx. 85%" is "about 85%". */
export function spelledOut(text: string): string {
  return text.includes('.') ? text.replace(ABBREVIATED, 'about') : text;
}
