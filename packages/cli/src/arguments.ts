import { InvalidArgumentError } from 'commander';

function parser(rule: string, holds: (x: number) => boolean): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!holds(value)) throw new InvalidArgumentError(`Expected ${rule}.`);
    return value;
  };
}

/** A parser of whole numbers of at least `least`. */
export const integerAtLeast = (least: number) =>
  parser(`a whole number of at least ${least}`, (x) => Number.isSafeInteger(x) && x >= least);
/** A finite number above 0. */
export const positive = parser('a number above 0', (x) => Number.isFinite(x) && x > 0);
/** A finite number of at least 0. */
export const nonNegative = parser('a number of at least 0', (x) => Number.isFinite(x) && x >= 0);
/** A number above 0 and at most 1. */
export const fraction = parser('a number above 0 and at most 1', (x) => x > 0 && x <= 1);

/** An amount of memory such as 8GB or 800MB, in bytes. */
export function bytes(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(GB|MB)$/i.exec(text.trim()) ?? [];
  if (!unit || !Number(amount)) throw new InvalidArgumentError('Expected an amount such as 8GB or 800MB.');
  return Number(amount) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
}

/** Comma-separated whole numbers of at least 0. */
export function seeds(text: string): number[] {
  return text.split(',').map(integerAtLeast(0));
}
