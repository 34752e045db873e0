import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import type { Policy } from '@echo/policy';
import {
  readPeftFolder,
  readSafetensors,
  replaceFolder,
  writePeftFolder,
  writeSafetensors,
} from '@echo/policy/node';
import { z } from 'zod';
import { restoreTrainState, takeSnapshot } from '../train-snapshot.js';
import type { TrainState } from '../train-state.js';

const storedSchema = z.strictObject({
  step: z.number().int().min(0),
  updates: z.number().int().min(0),
  curriculum: z.strictObject({
    phase: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    stepsInPhase: z.number().int(),
  }),
  recent: z.array(z.strictObject({ confidence: z.number(), correct: z.boolean() })),
  format: z.strictObject({ start: z.number().min(0).max(1).nullable(), recent: z.array(z.boolean()) }),
  outcomes: z
    .array(z.strictObject({ domain: z.string(), logLikelihood: z.number(), correct: z.boolean() }))
    .default([]),
});

/** What an adapter's folder holds besides its weights. */
export interface AdapterFolder {
  /** The name of the base model on the adapter's card. */
  readonly baseModel: string;
  /** More files, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Saves a training state and its adapter as a folder, which appears whole or not at all.
 *
 * `adapter/` in PEFT's layout, `moments.safetensors`, `state.json`, exact to the bit. Throws `write-failed`.
 */
export async function saveTrainState(
  folder: string,
  policy: Policy,
  state: TrainState,
  { baseModel, files = {} }: AdapterFolder,
): Promise<void> {
  const { adapter: _, moments, ...stored } = takeSnapshot(policy, state);
  await replaceFolder(folder, 'earlier checkpoints are intact, make room and resume', async (temporary) => {
    await writePeftFolder(join(temporary, 'adapter'), policy.adapter, baseModel, { files });
    await writeSafetensors(join(temporary, 'moments.safetensors'), Object.fromEntries(moments));
    await writeFile(join(temporary, 'state.json'), JSON.stringify(stored), { flush: true });
  });
}

/**
 * Reads a training state back and puts its adapter into the policy.
 *
 * The policy must be of the same model, rank and modules. Throws `not-found`, `corrupt-file` or
 * `config-mismatch`.
 */
export async function loadTrainState(folder: string, policy: Policy): Promise<TrainState> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch((cause) => {
    throw new EchoError(
      'not-found',
      `There is no checkpoint in ${folder}: state.json is missing; give another checkpoint's folder.`,
      { cause },
    );
  });
  const stored = parseState(folder, text);
  const moments = await readSafetensors(join(folder, 'moments.safetensors'));
  const { tensors: adapter } = await readPeftFolder(join(folder, 'adapter'));
  return restoreTrainState(policy, { ...stored, adapter, moments }, `The checkpoint ${folder}`);
}

function parseState(folder: string, text: string): z.infer<typeof storedSchema> {
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EchoError(
      'corrupt-file',
      `The file ${join(folder, 'state.json')} is not the state of a run of this version; remove this checkpoint's folder to resume from the one before it.`,
      { cause },
    );
  }
}
