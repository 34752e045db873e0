import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { z } from 'zod';
import { type Tokenizer, tokenizerFromFiles } from '../tokenizer/tokenizer.js';
import { type ModelConfig, parseModelConfig } from './model-config.js';
import type { ModelWeights } from './model-weights.js';
import { openSafetensors, readJson, type SafetensorsFile } from './safetensors.js';

/** A model's files, opened: its shape, its tensors, its tokenizer. */
export interface ModelFiles {
  readonly config: ModelConfig;
  readonly weights: ModelWeights;
  readonly tokenizer: Tokenizer;
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string().regex(/^[\w.-]+$/)) });

/** Opens a folder in Hugging Face's layout: config.json, model.safetensors or its shards, tokenizer.json and tokenizer_config.json. */
export async function openHuggingFaceFolder(folder: string): Promise<ModelFiles> {
  const json = (await readJson(join(folder, 'config.json'))) as object;
  const generation = existsSync(join(folder, 'generation_config.json'))
    ? ((await readJson(join(folder, 'generation_config.json'))) as object)
    : {};
  const ends = 'eos_token_id' in generation ? { eos_token_id: generation.eos_token_id } : {};
  const config = parseModelConfig({ ...json, ...ends }, join(folder, 'config.json'));
  const tokenizerConfig = (await readJson(join(folder, 'tokenizer_config.json'))) as Record<string, unknown>;
  const template = join(folder, 'chat_template.jinja');
  const chat = existsSync(template) ? { chat_template: await readFile(template, 'utf8') } : {};
  const tokenizer = tokenizerFromFiles(
    (await readJson(join(folder, 'tokenizer.json'))) as object,
    { ...tokenizerConfig, ...chat },
    config.eosTokenIds,
  );
  return { config, weights: await openWeights(folder), tokenizer };
}

async function openWeights(folder: string): Promise<ModelWeights> {
  const index = join(folder, 'model.safetensors.index.json');
  if (!existsSync(index)) return weightsOf([await openSafetensors(join(folder, 'model.safetensors'))]);
  const parsed = indexSchema.safeParse(await readJson(index));
  if (!parsed.success)
    throw new EchoError(
      'corrupt-file',
      `The file ${index} does not say which shard holds which tensor; fetch it again.`,
    );
  const shards: SafetensorsFile[] = [];
  try {
    for (const name of new Set(Object.values(parsed.data.weight_map)))
      shards.push(await openSafetensors(join(folder, name)));
  } catch (error) {
    await Promise.all(shards.map((shard) => shard.close()));
    throw error;
  }
  return weightsOf(shards);
}

function weightsOf(files: readonly SafetensorsFile[]): ModelWeights {
  const holder = (name: string): SafetensorsFile => {
    const file = files.find((f) => f.entries.has(name));
    if (!file) throw new EchoError('not-found', `The weights have no tensor ${name}.`);
    return file;
  };
  return {
    names: () => files.flatMap((file) => [...file.entries.keys()]),
    shape: (name) => holder(name).entries.get(name)?.shape ?? [],
    read: (name) => holder(name).read(name),
    close: async () => {
      await Promise.all(files.map((file) => file.close()));
    },
  };
}
