/** A number found in a text, and where. A percentage has two readings: 50% is 50 and .5. */
export interface Quantity {
  readonly readings: readonly number[];
  readonly start: number;
  readonly end: number;
}
