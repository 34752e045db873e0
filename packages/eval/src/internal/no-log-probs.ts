import { EchoError } from '@echo/core';

/** The error of a method that needs log-probs, of a completer that gives none. */
export function noLogProbs(method: string, needed: string): EchoError {
  return new EchoError(
    'unsupported',
    `The method ${method} needs ${needed}, and this completer gives none; use a server with log-probs, or another method.`,
  );
}
