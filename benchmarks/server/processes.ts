import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server of the comparison, in a process of its own. */
export interface Served {
  readonly url: string;
  /** Seconds from its start to its first answer to `/health`. */
  readonly startSeconds: number;
  readonly process: ChildProcess;
}

/** Starts a server that prints its address, or answers at one, and waits for its first answer. */
export async function serve(command: readonly string[], url?: string): Promise<Served> {
  const started = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address =
    url ?? String((await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line'))[0]);
  for (;;) {
    const answered = await fetch(`${address}/health`).catch(() => null);
    if (answered) break;
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url: address, startSeconds: (performance.now() - started) / 1000, process: child };
}

/** Ends a server and waits until it is gone. */
export async function end({ process: child }: Served): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of processor time that a process has used; Linux only. */
export function processorSecondsOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The resident memory of a process, in bytes; Linux only. */
export function residentBytesOf(pid: number): number {
  return 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
