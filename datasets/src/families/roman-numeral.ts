const STEPS = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** A positive integer below 4000 as a Roman numeral. */
export function romanNumeral(n: number): string {
  let rest = n;
  let text = '';
  for (const [value, letters] of STEPS) {
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  }
  return text;
}
