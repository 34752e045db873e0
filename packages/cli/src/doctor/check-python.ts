import { runCommand } from '@echo/files/run-command';
import type { Finding } from './finding.js';

const COMMANDS = [['python3'], ['python'], ['py', '-3']] as const;

/** The Python on the path, which clients and tools of others run on. */
export async function checkPython(): Promise<Finding> {
  const name = 'Python';
  for (const command of COMMANDS) {
    const { code, stdout, stderr } = await runCommand([...command, '--version'], { timeoutMs: 10_000 });
    const [, version] = /Python (\d\S*)/.exec(`${stdout} ${stderr}`) ?? [];
    if (code === 0 && version)
      return { name, status: 'ok', needed: false, found: `${version} (${command.join(' ')})`, remedy: null };
  }
  const remedy = 'install Python 3 for clients of `serve` in Python, TensorBoard and Weights & Biases';
  return { name, status: 'missing', needed: false, found: 'none on the path', remedy };
}
