import { type CountTable, isGraded } from './count-table.js';
import { MetricsError } from './errors.js';

/** Throws unless a value is a whole number of at least `least`. */
export function expectWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new MetricsError(`Expected \`${name}\` to be a whole number of at least ${least}, got ${value}.`);
}

/** Throws unless the value lies strictly between 0 and 1. */
export function expectInside(name: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new MetricsError(`Expected \`${name}\` to lie between 0 and 1, both left out, got ${value}.`);
}

/** Throws unless a value is positive and finite. */
export function expectPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity))
    throw new MetricsError(`Expected \`${name}\` to be positive and finite, got ${value}.`);
}

/** Throws unless the value, which types may not have been there to check, is one of these. */
export function expectOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new MetricsError(
      `Expected \`${name}\` to be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}.`,
    );
}

/** Throws for grades between 0 and 1, where `purpose` needs to know the single outcomes. */
export function expectUngraded(table: CountTable, purpose: string): void {
  if (isGraded(table))
    throw new MetricsError(
      `Expected outcomes of 0 and 1 for ${purpose}, got grades between; round them first.`,
    );
}

/** Throws where a computation quadratic in the distinct confidences would take too long. */
export function expectAtMost(limit: number, { cells }: CountTable, purpose: string): void {
  if (cells.length > limit)
    throw new MetricsError(
      `Expected at most ${limit} distinct confidences for ${purpose}, got ${cells.length}; round them to integer percentages first.`,
    );
}

/** Throws unless the name of a prediction's group is text: 1 and '1' would be two groups of one name. */
export function expectText(field: string, name: unknown, index: number): void {
  if (typeof name !== 'string')
    throw new MetricsError(
      `Expected ${field} of prediction ${index} to be text, got ${JSON.stringify(name)}.`,
    );
}
