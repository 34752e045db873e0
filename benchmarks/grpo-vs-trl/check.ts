import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Prompt } from '@echo/core';
import { readSafetensors } from '@echo/policy/node';
import { ours, runJob, type Side } from './child.js';
import { BETAS, type Settings } from './settings.js';

/**
 * The distance of our loss and gradients from those of TRL's own loss function and autograd, on one frozen
 * batch.
 */
export interface Agreement {
  readonly beta: number;
  readonly ourLoss: number;
  readonly theirLoss: number;
  /** The tensor whose max |Δ| / max |g| is the largest, and that. */
  readonly worstTensor: string;
  readonly worst: number;
  readonly tensors: number;
}

/** The tolerance of the loss, and of a gradient relative to the largest of its tensor. */
const TOLERANCE = 1e-3;

/** Throws unless prompts, losses and every gradient agree. */
export async function checkAgreement(
  peer: Side,
  model: string,
  settings: Settings,
  prompts: readonly Prompt[],
): Promise<readonly Agreement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'frozen-batch-'));
  try {
    const job = { part: 'check', model, settings, prompts, betas: BETAS, folder } as const;
    const ourLosses = runJob<number[]>(ours, job);
    const { losses, samePrompts } = runJob<{ losses: number[]; samePrompts: boolean }>(peer, job);
    if (!samePrompts) throw new Error('The two tokenizers give the same prompts different token ids.');
    const found: Agreement[] = [];
    for (const [i, beta] of BETAS.entries()) {
      const [ourLoss = Number.NaN, theirLoss = Number.NaN] = [ourLosses[i], losses[i]];
      found.push({ beta, ourLoss, theirLoss, ...(await compareGradients(folder, beta)) });
    }
    for (const { beta, ourLoss, theirLoss, worst, worstTensor } of found) {
      if (!(worst <= TOLERANCE && Math.abs(ourLoss - theirLoss) <= TOLERANCE * Math.abs(theirLoss)))
        throw new Error(
          `With β = ${beta} the two sides do not compute the same: losses ${ourLoss} and ${theirLoss}, ${worstTensor} differs by ${worst}.`,
        );
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareGradients(folder: string, beta: number) {
  const [mine, reference] = await Promise.all(
    ['ours', 'theirs'].map((name) => readSafetensors(join(folder, `${name}-${beta}.safetensors`))),
  );
  if (!mine || !reference || mine.size === 0 || mine.size !== reference.size)
    throw new Error(`Expected as many gradients from both sides, got ${mine?.size} and ${reference?.size}.`);
  let worst = 0;
  let worstTensor = '';
  for (const [name, { data }] of reference) {
    const own = mine.get(name)?.data;
    if (own?.length !== data.length)
      throw new Error(`Our gradient of ${name} is missing or of another size.`);
    let largest = 0;
    let apart = 0;
    data.forEach((g, i) => {
      largest = Math.max(largest, Math.abs(g));
      apart = Math.max(apart, Math.abs(g - (own[i] ?? Number.NaN)));
    });
    const relative = apart / largest;
    if (!(relative <= worst)) {
      worst = relative;
      worstTensor = name;
    }
  }
  return { worst, worstTensor, tensors: reference.size };
}
