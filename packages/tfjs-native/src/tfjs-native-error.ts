/** The reasons for which something here fails. */
export type TfjsNativeErrorCode = 'backend-unavailable' | 'download-failed' | 'write-failed';

/**
 * An error of this package, told apart by `code`. Its message is one sentence that names thing, rule and
 * remedy.
 */
export class TfjsNativeError extends Error {
  readonly code: TfjsNativeErrorCode;
  /** The reason alone, as a clause that fits into a sentence of the caller's. */
  readonly reason: string;

  constructor(
    code: TfjsNativeErrorCode,
    message: string,
    { reason = message.replace(/\.$/, ''), ...options }: { cause?: unknown; reason?: string } = {},
  ) {
    super(message, options);
    this.name = 'TfjsNativeError';
    this.code = code;
    this.reason = reason;
  }
}
