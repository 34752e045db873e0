import { execa } from 'execa';

/** Exit code and output of a program; `code` is null when it could not be started or was killed. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program without a shell and collects what it says. Never throws: a missing program has `code` null.
 * It is stopped when this process ends.
 */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  { cwd, env, timeoutMs }: { cwd?: string; env?: Readonly<Record<string, string>>; timeoutMs?: number } = {},
): Promise<CommandResult> {
  const { exitCode, stdout, stderr, originalMessage } = await execa(program, args, {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: Number.POSITIVE_INFINITY,
    reject: false,
  });
  return { code: exitCode ?? null, stdout: stdout ?? '', stderr: stderr || (originalMessage ?? '') };
}

/** The last non-empty line of a program's output, mostly the reason for its failure. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

/** Whether the program exists and answers `--version`. */
export async function isAvailable(command: readonly string[]): Promise<boolean> {
  return (await runCommand([...command, '--version'], { timeoutMs: 30_000 })).code === 0;
}
