/**
 * A refusal, told apart by `code` like every error of ECHO; defined here so that this package needs nothing
 * else.
 */
export class MetricsError extends Error {
  readonly code = 'invalid-input';

  constructor(message: string) {
    super(message);
    this.name = 'EchoError';
  }
}
