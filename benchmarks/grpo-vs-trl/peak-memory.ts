import { readFileSync } from 'node:fs';

/** The most memory this process has held, bytes: VmHWM where there is /proc. */
export function peakMemory(): number {
  try {
    const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kib) return Number(kib) * 1024;
  } catch {}
  return process.resourceUsage().maxRSS * 1024;
}
