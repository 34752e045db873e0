/**
 * @echo/metrics beside torchmetrics, netcal, scikit-learn, relplot and numpy: same data, one run, ratios.
 * `pnpm benchmark metrics/compare.ts` makes a Python environment of its own first; PYTHON names another
 * interpreter that has the packages.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Columns, decimals, wholePerCents } from './data.js';

const PACKAGES = ['numpy', 'torch', 'torchmetrics', 'netcal', 'scikit-learn', 'relplot'];

type Timings = Readonly<Record<string, { readonly seconds: number; readonly value: unknown }>>;

function python(): string {
  if (process.env.PYTHON) return process.env.PYTHON;
  const folder = fileURLToPath(new URL('../../.cache/benchmark-python', import.meta.url));
  const interpreter = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'complete'))) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(interpreter, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: 'inherit' });
    writeFileSync(join(folder, 'complete'), '');
  }
  return interpreter;
}

const folder = mkdtempSync(join(tmpdir(), 'echo-metrics-'));
const write = (name: string, { confidence, correct }: Columns): void => {
  writeFileSync(join(folder, `${name}.confidence`), new Uint8Array(confidence.buffer));
  writeFileSync(join(folder, `${name}.correct`), correct);
};

try {
  write('million', wholePerCents(1_000_000, 'million'));
  write('ten-thousand', wholePerCents(10_000, 'ten thousand'));
  write('different', decimals(10_000, 'different'));
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const run = (program: string, ...args: string[]): Timings =>
    JSON.parse(
      execFileSync(program, [...args, folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
    );
  const peers = run(python(), here('peers.py'));
  const ours = run(process.execPath, '--import', 'tsx', '--conditions=@echo/source', here('ours.ts'));

  const row = (work: string, own: string, peer: string): string => {
    const a = ours[own]?.seconds ?? Number.NaN;
    const b = peers[peer]?.seconds ?? Number.NaN;
    const ms = (seconds: number) => `${(seconds * 1000).toPrecision(3)} ms`;
    return `| ${work} | ${ms(a)} | ${peer} | ${ms(b)} | ${(b / a).toPrecision(3)} × |`;
  };
  console.log(`${cpus()[0]?.model}, Node ${process.version}\n`);
  console.log('| work | @echo/metrics | peer | its time | ours is faster |');
  console.log('| --- | --- | --- | --- | --- |');
  console.log(row('ECE of 1,000,000, typed arrays', 'ece, typed arrays', 'numpy ece'));
  console.log(row('ECE of 1,000,000, plain arrays', 'ece, plain arrays', 'numpy ece'));
  console.log(row('ECE of 1,000,000, typed arrays', 'ece, typed arrays', 'torchmetrics ece'));
  console.log(row('ECE of 1,000,000, typed arrays', 'ece, typed arrays', 'netcal ece'));
  console.log(row('ECE of 1,000,000 beside a reliability curve', 'ece, typed arrays', 'scikit-learn curve'));
  console.log(row('full report of 1,000,000 beside ECE alone', 'report', 'torchmetrics ece'));
  console.log(row('1,000 resamples of ECE of 10,000', 'bootstrap', 'numpy bootstrap'));
  console.log(row('smooth ECE of 1,000,000', 'smooth ece, a million', 'relplot smooth ece, a million'));
  console.log(
    row(
      'smooth ECE of 10,000, integer percentages',
      'smooth ece, integer percentages',
      'relplot smooth ece, integer percentages',
    ),
  );
  console.log(
    row(
      'smooth ECE of 10,000, all different',
      'smooth ece, all different',
      'relplot smooth ece, all different',
    ),
  );
  const whole = (ours['report, all different']?.seconds ?? Number.NaN) * 1000;
  console.log(`\nfull report of 10,000 all different, with 1,000 resamples: ${whole.toPrecision(3)} ms`);
  console.log(`\nECE ${ours['ece, typed arrays']?.value} (numpy by hand ${peers['numpy ece']?.value})`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
