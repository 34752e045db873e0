import { EchoError } from '@echo/core';

/**
 * Refuses a figure of nothing, and data with a number that is NaN or infinite.
 *
 * `needs` says what the figure needs and how to get it. Throws `invalid-input` and `not-finite`.
 */
export function expectData(figure: string, data: readonly unknown[], needs: string): void {
  if (data.length === 0)
    throw new EchoError('invalid-input', `Expected data for ${figure}, got none: ${needs}.`);
  expectFinite(figure, data, '');
}

/** Throws `not-finite` where a number is NaN or infinite. */
export function expectFinite(figure: string, data: unknown, path: string): void {
  if (typeof data === 'number' && !Number.isFinite(data))
    throw new EchoError(
      'not-finite',
      `Expected finite numbers for ${figure}, got ${data} at ${path}: leave it out or pass null.`,
    );
  if (data !== null && typeof data === 'object')
    for (const [key, value] of Object.entries(data))
      expectFinite(figure, value, path === '' ? key : `${path}.${key}`);
}
