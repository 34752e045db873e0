import { beforeEach, vi } from 'vitest';

/**
 * Catches what is written to the terminal during each test of a file: a function that gives all of it so far.
 */
export function catchOutput(): () => string {
  let output = '';
  beforeEach(() => {
    output = '';
    const keep = (chunk: string | Uint8Array) => {
      output += String(chunk);
      return true;
    };
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    return () => vi.restoreAllMocks();
  });
  return () => output;
}
