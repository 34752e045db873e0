/** What may part a negation from what it denies, as the source of a pattern: "not, like, 100% sure". */
export const ASIDE: string = [
  String.raw`(?:\s?\.{3}|(?:\s(?:really|exactly|quite|even|necessarily|entirely))?`,
  String.raw`(?:,|\s?[—–-]|\s\()(?:\s?[a-z'’]{1,12}(?![a-z])){1,5}(?:,|\s?[—–-]|\)))?`,
].join('');
