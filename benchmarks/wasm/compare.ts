import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from 'simple-statistics';

/*
 * Time of a training step of the demo on WebAssembly, here and in another checkout, in turns.
 *
 *     git worktree add --detach ../before 1dc7ea7 && (cd ../before && npx pnpm install)
 *     npx pnpm -C benchmarks run benchmark wasm/compare.ts --other ../../before --steps 3 --rounds 2
 *
 * `--at-most` makes a larger ratio of the seconds a failure.
 */

const { values } = parseArgs({
  options: {
    other: { type: 'string' },
    steps: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '2' },
    threads: { type: 'string', default: '1,2' },
    'at-most': { type: 'string', default: 'Infinity' },
  },
});
if (values.other === undefined) throw new Error('Expected --other to be the folder of another checkout.');
const checkouts = { other: resolve(values.other), here: resolve(import.meta.dirname, '../..') };

interface Step {
  readonly step: number;
  readonly seconds: number;
  readonly processor: number;
}

/** Steps after the first, in which code is compiled. */
function measure(checkout: string, threads: string): readonly Step[] {
  const script = resolve(import.meta.dirname, 'demo-steps.ts');
  const args = ['--import', 'tsx', '--conditions=@echo/source', script, checkout, values.steps];
  const env = { ...process.env, ECHO_BACKEND: 'wasm', ECHO_WASM_THREADS: threads };
  const lines = execFileSync('node', args, { env, encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Step).filter(({ step }) => step > 1);
}

console.log('| threads | checkout | seconds a step | processor seconds a step | ratio |');
console.log('| ---: | --- | ---: | ---: | ---: |');
for (const threads of values.threads.split(',')) {
  const steps: Record<keyof typeof checkouts, Step[]> = { other: [], here: [] };
  for (let round = 0; round < Number(values.rounds); round++)
    for (const name of ['other', 'here'] as const) steps[name].push(...measure(checkouts[name], threads));
  const medianOf = (name: keyof typeof checkouts, key: 'seconds' | 'processor') =>
    median(steps[name].map((step) => step[key]));
  const ratio = medianOf('here', 'seconds') / medianOf('other', 'seconds');
  for (const name of ['other', 'here'] as const) {
    const [seconds, processor] = [
      medianOf(name, 'seconds').toFixed(2),
      medianOf(name, 'processor').toFixed(2),
    ];
    console.log(
      `| ${threads} | ${name} | ${seconds} | ${processor} | ${name === 'here' ? ratio.toFixed(2) : 1} |`,
    );
  }
  if (ratio > Number(values['at-most'])) process.exitCode = 1;
}
