import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { rewardCurve } from '@echo/plots';
import { toSvg } from '@echo/plots/render';
import { analyzeReward, presets, rewardByName } from '@echo/reward';
import type { Command } from 'commander';
import { rewardText } from '../reward-text.js';

interface RewardArguments {
  readonly preset: string;
  readonly out?: string;
}

/** Adds the command `reward`, which shows what a reward makes optimal. */
export function addReward(program: Command): void {
  program
    .command('reward')
    .description(
      'show what a reward makes optimal: the best report, the cost of honesty, whether abstaining can be exploited',
    )
    .option('--preset <name>', Object.keys(presets).join(', '), 'echo')
    .option('--out <file>', 'draw it as SVG')
    .action(async ({ preset, out }: RewardArguments) => {
      const analysis = analyzeReward(rewardByName(preset));
      process.stdout.write(`${rewardText(preset, analysis)}\n`);
      if (out === undefined) return;
      const svg = await toSvg(
        rewardCurve(analysis.curve, {
          title: `What the reward ${preset} makes optimal`,
          source: `echo-rl reward --preset ${preset}`,
        }),
      );
      await writeAtomically(out, svg).catch((cause) => {
        throw new EchoError(
          'write-failed',
          `The figure could not be written to ${out} (${cause.message}); choose another --out.`,
          { cause },
        );
      });
      process.stderr.write(`written to ${out}\n`);
    });
}
