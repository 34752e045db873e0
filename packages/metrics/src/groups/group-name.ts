import { MetricsError } from '../errors.js';

/** Throws unless the name of a prediction's group is text: 1 and '1' would be two groups of one name. */
export function expectText(field: string, name: unknown, index: number): void {
  if (typeof name !== 'string')
    throw new MetricsError(
      `Expected ${field} of prediction ${index} to be text, got ${JSON.stringify(name)}.`,
    );
}
