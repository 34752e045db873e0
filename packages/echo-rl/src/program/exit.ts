/** What a command ends with: 0 done, 1 failed, 2 misuse, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Ends a command with an exit code once it has said everything. */
export class Exit extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super(`exit code ${exitCode}`);
    this.name = 'Exit';
    this.exitCode = exitCode;
  }
}

/** Ends a command that was called wrongly: one sentence on stderr, exit code 2. */
export function misuse(sentence: string): never {
  process.stderr.write(`error: ${sentence}\n(add --help for every option)\n`);
  throw new Exit(2);
}
