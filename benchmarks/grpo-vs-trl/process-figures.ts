import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** A file of /proc, or nothing where there is none. */
function proc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * The machine's processors, such as `2 × AMD EPYC (family 25, model 17)`: their names alone may tell no
 * generation.
 */
export function machineName(): string {
  const of = (key: string) => new RegExp(`^${key}\\s*: (\\d+)$`, 'm').exec(proc('cpuinfo'))?.[1];
  const [family, model] = [of('cpu family'), of('model')];
  const generation = family === undefined ? '' : ` (family ${family}, model ${model})`;
  return `${cpus().length} × ${cpus()[0]?.model.trim()}${generation}`;
}

/** The most memory this process has held, bytes: VmHWM where there is /proc. */
export function peakMemory(): number {
  const kib = /VmHWM:\s+(\d+) kB/.exec(proc('self/status'))?.[1];
  return 1024 * (kib ? Number(kib) : process.resourceUsage().maxRSS);
}

/**
 * Seconds of processor time that all processes of the machine have used, in hundredths; not a number where
 * there is no /proc.
 */
export function machineSeconds(): number {
  const [user, nice, system] = proc('stat').split(/\s+/).slice(1, 4).map(Number);
  return ((user ?? Number.NaN) + (nice ?? Number.NaN) + (system ?? Number.NaN)) / 100;
}
