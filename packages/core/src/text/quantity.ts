/** A number found in a text, what it may mean, and where it stands. */
export interface Quantity {
  /**
   * Every number it may be meant as, the one written first: 50 % is 50 and .5, seven dozen is 84 and 7. NaN
   * alone where a number is written that is not the value: a date, a ratio, a square root, a multiple of π.
   */
  readonly readings: readonly number[];
  /** How it is written: `integer` 85, `decimal` .85 and 1.0, `fraction` 17/20 and ½, `words` eighty-five. */
  readonly form: 'integer' | 'decimal' | 'fraction' | 'words';
  /** Whether a per cent sign, or its word, follows. */
  readonly percent: boolean;
  /** The place of its first character in the text. */
  readonly start: number;
  /** The place after its last character. */
  readonly end: number;
}
