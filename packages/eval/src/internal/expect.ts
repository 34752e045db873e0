import { EchoError } from '@echo/core';

/** Throws `invalid-input` unless an option is a whole number of at least `least`. */
export function expectWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new EchoError(
      'invalid-input',
      `Expected \`${name}\` to be a whole number of at least ${least}, got ${value}.`,
    );
}

/** Throws `invalid-input` unless an option is a positive number, where it is given. */
export function expectPositive(name: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0))
    throw new EchoError('invalid-input', `Expected \`${name}\` to be a number above 0, got ${value}.`);
}
