import { spawn } from 'node:child_process';

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
export function runCommand(
  command: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; timeoutMs?: number } = {},
): Promise<CommandResult> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    const stop = (): boolean => child.kill();
    process.once('exit', stop);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', (error) => resolve({ code: null, stdout, stderr: stderr || error.message }));
    child.on('close', (code) => {
      process.off('exit', stop);
      resolve({ code, stdout, stderr });
    });
  });
}

/** The last non-empty line of a program's output, mostly the reason for its failure. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

/** Whether the program exists and answers `--version`. */
export async function isAvailable(command: readonly string[]): Promise<boolean> {
  return (await runCommand([...command, '--version'], { timeoutMs: 30_000 })).code === 0;
}
