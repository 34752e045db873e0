import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EchoError } from '@echo/core';
import { z } from 'zod';
import { type ModelFiles, modelFromSettings } from '../checkpoint/hugging-face.js';
import type { ModelWeights } from '../checkpoint/model-weights.js';
import { type SafetensorsFile, weightsOf } from '../checkpoint/safetensors.js';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import { readJson } from './read-json.js';
import { openSafetensors } from './safetensors-file.js';

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
  const [config, generation, specialTokens, tokenizerConfig, template] = await Promise.all([
    readJson(join(folder, 'config.json')) as Promise<object>,
    readIfThere(join(folder, 'generation_config.json')),
    readIfThere(join(folder, 'special_tokens_map.json')),
    readIfThere(join(folder, 'tokenizer_config.json')),
    readIfThere(join(folder, 'chat_template.json')),
  ]);
  const jinja = join(folder, 'chat_template.jinja');
  const tokenizer = (await readJson(join(folder, 'tokenizer.json'))) as object;
  const model = modelFromSettings(
    {
      config,
      tokenizer,
      tokenizerConfig: {
        ...tokenizerConfig,
        chat_template: tokenizerConfig.chat_template ?? template.chat_template,
      },
      specialTokens,
      generation,
      ...(existsSync(jinja) && { chatTemplate: await readFile(jinja, 'utf8') }),
    },
    join(folder, 'config.json'),
    options,
  );
  return { ...model, weights: await openWeights(folder) };
}

/** The settings in a JSON file that a model may lack; none where it does. */
async function readIfThere(path: string): Promise<Readonly<Record<string, unknown>>> {
  return existsSync(path) ? ((await readJson(path)) as Readonly<Record<string, unknown>>) : {};
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
