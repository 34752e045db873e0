import type { FrameErrorCode } from '@echo/env/wire';

/** Why a call failed: a code of the server's error frames, or what happened on the way. */
export type ClientErrorCode =
  | FrameErrorCode
  | 'CONNECTION_FAILED'
  | 'CONNECTION_LOST'
  | 'SESSION_LOST'
  | 'TIMEOUT'
  | 'ABORTED'
  | 'CLOSED'
  | 'UNEXPECTED_REPLY';

/** A failed call; compare `code`, never the text. */
export class ClientError extends Error {
  readonly code: ClientErrorCode;
  /** What the server's error frame says beside its message. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: ClientErrorCode,
    message: string,
    {
      data = {},
      cause,
    }: { readonly data?: Readonly<Record<string, unknown>>; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'ClientError';
    this.code = code;
    this.data = data;
  }
}

/** Whether an error is a `ClientError` of any copy of this package, of this code when one is given. */
export function isClientError(error: unknown, code?: ClientErrorCode): error is ClientError {
  if (!(error instanceof Error) || error.name !== 'ClientError' || !('code' in error)) return false;
  return code === undefined || error.code === code;
}
