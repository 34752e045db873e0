/** Estimated peaks of passes against what the process really took, in a process of its own for each. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../testing/measure-peak.ts', import.meta.url));

function measured(pass: string): { readonly estimated: number; readonly taken: number } {
  const args = ['--import', 'tsx', '--conditions=@echo/source', script, pass];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** Linux tells the peak of a process; on WebAssembly the passes would take minutes. */
const measurable = process.platform === 'linux' && process.env.ECHO_BACKEND !== 'wasm';

describe.runIf(measurable)('the estimated peak is about what the process takes', () => {
  test.each(['stored', 'recomputed', 'decoding'])(
    '%s',
    (pass) => {
      const { estimated, taken } = measured(pass);
      expect(taken / estimated).toBeLessThan(1.25);
      expect(taken / estimated).toBeGreaterThan(0.5);
    },
    60_000,
  );
});
