import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { rewardCurve } from '@echo/plots';
import { toSvg } from '@echo/plots/render';
import { analyzeReward, presets, rewardByName } from '@echo/reward';
import type { RewardArguments } from '../commands/reward.js';
import { misuse } from '../program/exit.js';
import { similar } from '../program/options.js';
import { rewardText } from '../terminal/reward-text.js';

/** Shows what a reward makes optimal, and draws it. */
export async function reward({ preset, out, json = false }: RewardArguments): Promise<void> {
  const names = Object.keys(presets);
  if (!names.includes(preset)) {
    const meant = similar(preset, names);
    misuse(
      `there is no reward ${preset}; choose one of ${names.join(', ')}.${meant ? ` Did you mean ${meant}?` : ''}`,
    );
  }
  const analysis = analyzeReward(rewardByName(preset));
  process.stdout.write(
    json ? `${JSON.stringify({ preset, ...analysis })}\n` : `${rewardText(preset, analysis)}\n`,
  );
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
}
