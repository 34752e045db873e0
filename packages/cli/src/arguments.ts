import { InvalidArgumentError } from 'commander';
import { integerAtLeast } from 'echo-rl/commands';

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

/** A number above 0. */
export function positive(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('Expected a number above 0.');
  return number;
}

/** The flag of a memory limit, which has a unit and a default of the machine. */
export const MEMORY = [
  '--memory <amount>',
  'what the process may take, such as 8GB (default three quarters of the machine)',
] as const;
