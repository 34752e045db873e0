import { EchoError } from '@echo/core';
import { answered, type Trial } from '@echo/eval';

/** Refuses an evaluation in which every call failed, with the reason of the first. */
export function expectAnswered(trials: readonly Trial[]): void {
  const [first] = trials;
  if (answered(trials).length === 0 && first?.error)
    throw new EchoError(
      'service-failed',
      `All ${trials.length} calls failed, the first with: ${first.error.message.replace(/\.$/, '')}; mend that, and add --resume --retry-failed.`,
    );
}
