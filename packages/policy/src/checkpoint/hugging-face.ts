import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { z } from 'zod';
import { type ModelConfig, parseModelConfig } from '../model/model-config.js';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import { type Tokenizer, tokenizerFromFiles } from '../tokenizer/tokenizer.js';
import type { ModelWeights } from './model-weights.js';
import { openSafetensors, readJson, type SafetensorsFile } from './safetensors.js';

/** The opened files of a model: configuration, weights and tokenizer. */
export interface ModelFiles {
  readonly config: ModelConfig;
  readonly weights: ModelWeights;
  readonly tokenizer: Tokenizer;
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string().regex(/^[\w.-]+$/)) });

/**
 * Opens a folder in Hugging Face's layout: config.json, model.safetensors or its shards, and the tokenizer's
 * files. Of these only tokenizer.json must be there. The chat template is that of chat_template.jinja, else
 * of tokenizer_config.json, else of chat_template.json.
 */
export async function openHuggingFaceFolder(
  folder: string,
  options: ChatTemplateOptions = {},
): Promise<ModelFiles> {
  const [json, generation, special, settings, template] = await Promise.all([
    readJson(join(folder, 'config.json')) as Promise<object>,
    readIfThere(join(folder, 'generation_config.json')),
    readIfThere(join(folder, 'special_tokens_map.json')),
    readIfThere(join(folder, 'tokenizer_config.json')),
    readIfThere(join(folder, 'chat_template.json')),
  ]);
  const ends = [(json as Settings).eos_token_id, generation.eos_token_id].flat().filter((id) => id != null);
  const config = parseModelConfig({ ...json, eos_token_id: [...new Set(ends)] }, join(folder, 'config.json'));
  const jinja = join(folder, 'chat_template.jinja');
  const tokenizer = tokenizerFromFiles(
    (await readJson(join(folder, 'tokenizer.json'))) as object,
    {
      ...special,
      ...settings,
      chat_template: existsSync(jinja)
        ? await readFile(jinja, 'utf8')
        : (settings.chat_template ?? template.chat_template),
    },
    config.eosTokenIds,
    options,
  );
  return { config, weights: await openWeights(folder), tokenizer };
}

type Settings = Readonly<Record<string, unknown>>;

/** The settings in a JSON file that a model may lack; none where it does. */
async function readIfThere(path: string): Promise<Settings> {
  return existsSync(path) ? ((await readJson(path)) as Settings) : {};
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
