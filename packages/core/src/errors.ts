/**
 * Every reason ECHO refuses something.
 *
 * Compare `error.code`, never `instanceof`: two builds may be loaded at once.
 */
export const ERROR_CODES = {
  'invalid-input': 'An argument breaks a stated rule.',
  'invalid-task': 'A task line is not a valid task.',
  'not-found': 'A file or folder that was named is not there.',
  'corrupt-file': 'A file is truncated or not what its name says.',
  unsupported: 'A format, architecture or platform that is not handled.',
  'config-mismatch': 'A saved run or adapter belongs to another configuration.',
  'format-lost': 'A policy does not keep the response format, so that training it further teaches nothing.',
  'not-finite': 'A number that must be finite is NaN or infinite.',
  'write-failed': 'Something could not be written, for instance because the disk is full.',
  'service-failed': 'A model service refused a call for good: its key, its model or its address is wrong.',
  'download-failed': 'Something could not be fetched or its checksum is wrong.',
  'backend-unavailable': 'The compute backend asked for cannot be loaded here.',
  'episode-order': 'An environment was stepped before reset or after its end.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error whose message is one sentence that names the thing, the rule and the remedy. */
export class EchoError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EchoError';
    this.code = code;
  }
}

/**
 * Whether an error is an `EchoError` of any copy of this package, of this code when one is given.
 *
 * @example
 * ```ts
 * import { EchoError, isEchoError } from '@echo/core';
 *
 * const error: unknown = new EchoError('not-found', 'There is no model at x; give a folder.');
 * isEchoError(error, 'not-found'); // → true
 * isEchoError(error, 'invalid-input'); // → false
 * ```
 */
export function isEchoError(error: unknown, code?: ErrorCode): error is EchoError {
  if (!(error instanceof Error) || error.name !== 'EchoError' || !('code' in error)) return false;
  return code === undefined ? String(error.code) in ERROR_CODES : error.code === code;
}
