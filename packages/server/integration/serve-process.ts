import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server in a process of its own, to be killed or measured. */
export interface ServeProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it at once and resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts `echo-rl serve` on a free port with these arguments, and waits for its address. */
export async function startServe(...args: readonly string[]): Promise<ServeProcess> {
  const program = ['--import', 'tsx', '--conditions=@echo/source', '--expose-gc', 'packages/cli/src/bin.ts'];
  const child = spawn(process.execPath, [...program, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}.`))),
  ]);
  const gone = once(child, 'exit');
  return {
    url,
    process: child,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The resident memory of a process, in bytes, as its `/prometheus` tells. */
export async function residentBytes(url: string): Promise<number> {
  const text = await (await fetch(`${url}/prometheus`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}
