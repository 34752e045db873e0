import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers of at least `least`. */
export function integerAtLeast(least: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
    return value;
  };
}

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
