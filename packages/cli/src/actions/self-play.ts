import { join } from 'node:path';
import { loadBackend } from '@echo/compute/node';
import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import {
  type RunConfig,
  type SelfPlayArm,
  type SelfPlaySeed,
  selfPlayConfig,
  selfPlayReport,
} from '@echo/run';
import { openRun, readTrials, trainRun } from '@echo/run/node';
import { Exit } from 'echo-rl/commands';
import type { SelfPlayArguments } from '../commands/self-play.js';
import { textReporter } from '../reporters.js';
import { selfPlayPage, selfPlayText } from '../self-play-text.js';
import { withInterrupt } from '../with-interrupt.js';

/** Trains by self-play, and without it to compare, and says what became of confident errors. */
export async function selfPlayAction(given: SelfPlayArguments): Promise<void> {
  const { out, strength, guard, steps, limit, compare = false, json = false } = given;
  process.stderr.write(`${(await loadBackend()).description}\n`);
  const resume = given.resume ?? false;
  const runs = await withInterrupt(async (signal) => {
    const seeds: SelfPlaySeed[] = [];
    for (const seed of given.seeds) {
      const config = selfPlayConfig({
        seed,
        steps,
        evalLimit: limit,
        selfPlay: strength,
        accuracyGuard: guard,
      });
      const arm = (name: string, of: RunConfig) =>
        trained({ path: join(out, `${name}-${seed}`), config: of, resume, signal });
      const selfPlay = await arm('self-play', config);
      const without = compare ? await arm('without', { ...config, selfPlay: 0 }) : null;
      seeds.push({ seed, selfPlay, without });
    }
    return seeds;
  });
  const report = selfPlayReport(runs);
  await writeInto(out, 'self-play.json', `${JSON.stringify(report, null, 2)}\n`);
  await writeInto(out, 'self-play.md', selfPlayPage(report, { strength, guard, steps }));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `\n${selfPlayText(report)}\n`);
}

interface ArmInput {
  readonly path: string;
  readonly config: RunConfig;
  readonly resume: boolean;
  readonly signal: AbortSignal;
}

async function trained({ path, config, resume, signal }: ArmInput): Promise<SelfPlayArm> {
  process.stderr.write(`${path}\n`);
  const run = await openRun(path, config, { resume });
  const finished = await trainRun(run, { onEvent: textReporter(), signal });
  if (!finished) {
    process.stderr.write('Stopped and saved. Go on by the same command with --resume.\n');
    throw new Exit(130);
  }
  const { wentBack } = finished.report;
  const [before, after] = [await readTrials(path, 'before'), await readTrials(path, 'after')];
  return { before: before ?? [], after: after ?? [], ...(wentBack && { wentBack }) };
}

async function writeInto(folder: string, name: string, text: string): Promise<void> {
  await writeAtomically(join(folder, name), text).catch((cause: Error) => {
    throw new EchoError(
      'write-failed',
      `${join(folder, name)} could not be written (${cause.message}); make room and add --resume.`,
      { cause },
    );
  });
}
