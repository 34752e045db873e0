import { EchoError, isEchoError } from '@echo/core';

/** A place in a file, such as `line 3`. */
export interface At {
  readonly file: string;
  readonly place: string;
}

/** The place alone, so that what stands there need not be kept. */
export const placeOf = ({ file, place }: At): At => ({ file, place });

/** The error of a place that breaks a rule: one sentence with file, place, rule and remedy. */
export function refusal({ file, place }: At, rule: string): EchoError {
  return new EchoError('invalid-input', `${file}, ${place}: ${rule.replace(/\.$/, '')}.`);
}

/** Options of the adapters by the flags of this command line. */
const FLAGS: readonly (readonly [RegExp, string])[] = [
  [/`(?:scorer|metric)`/g, '--correct'],
  [/`filter`/g, '--filter'],
  [/`provider`/g, '--provider'],
  [/in `grades`/g, 'with --grades'],
  [/, such as \{ Y: 1, N: 0 \}/g, ', such as Y=1,N=0'],
  [/ in --/g, ' with --'],
  [/\$(?:\.(?:samples|results))*\[0\]\.?/g, ''],
];

/** Runs an adapter of `@echo/metrics` on one sample; its errors name the file and the place. */
export function adapted<T>(at: At, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isEchoError(error)) throw error;
    const message = FLAGS.reduce((text, [pattern, flag]) => text.replace(pattern, flag), error.message);
    throw refusal(at, message.replace(/^Expected/, 'expected'));
  }
}
