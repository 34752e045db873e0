import { EchoError } from '@echo/core';
import { parseJson } from '../checkpoint/parse-json.js';
import {
  allTensors,
  type SafetensorsFormat,
  type StoredTensor,
  safetensorsFromBytes,
  safetensorsParts,
} from '../checkpoint/safetensors.js';
import { PROJECTIONS, type Projection } from '../model/causal-lm.js';
import { adapterParameters, type LoraAdapter, type LoraConfig } from './adapter.js';
import { checkComplete, formatPeftConfig, isGrid, parsePeftConfig, rankAndAlphaOf } from './peft-config.js';

/**
 * An adapter as it lies in a PEFT folder: tensors by PEFT's names, `lora_A` [R, in] and `lora_B` [out, R].
 */
export interface PeftAdapter {
  readonly config: LoraConfig;
  readonly baseModel: string | null;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

const NAME = new RegExp(
  `^base_model\\.model\\.(model\\.layers\\.\\d+\\.(?:self_attn|mlp)\\.(${PROJECTIONS.join('|')}))\\.lora_([AB])\\.weight$`,
);

/**
 * An adapter that PEFT, TRL or `peftFiles` wrote, from the JSON of adapter_config.json and its tensors.
 *
 * What cannot be honoured exactly is refused by name; `source` is where it came from, as errors call it.
 */
export function parsePeftAdapter(
  json: unknown,
  tensors: ReadonlyMap<string, StoredTensor>,
  source: { readonly folder: string; readonly config: string },
): PeftAdapter {
  const { folder, config } = source;
  const settings = parsePeftConfig(json, config);
  const ranksOf = rankAndAlphaOf(settings, config);
  const modules = new Map<string, Projection>();
  for (const [name, { shape }] of tensors) {
    const [, module = '', projection, matrix] = NAME.exec(name) ?? [];
    if (!projection) {
      throw new EchoError(
        'unsupported',
        `The adapter in ${folder} holds ${name}, which is no LoRA weight of a decoder layer (base_model.model.model.layers.…); save it again with PEFT.`,
      );
    }
    const { rank } = ranksOf(module);
    if (shape[matrix === 'A' ? 0 : 1] !== rank) {
      throw new EchoError(
        'corrupt-file',
        `The tensor ${name} in ${folder} has shape [${shape}], which is not of rank ${rank} as its configuration says; save the adapter again.`,
      );
    }
    modules.set(module, projection as Projection);
  }
  const found = new Set(modules.values());
  const targetModules = PROJECTIONS.filter((projection) => found.has(projection));
  checkComplete(settings, targetModules, [...modules.keys()], folder);
  const [rank, alpha] = [settings.r, ranksOf('').alpha];
  const others = [...modules.keys()].flatMap((name) => {
    const own = ranksOf(name);
    return own.rank === rank && own.alpha === alpha ? [] : [[name, own] as const];
  });
  return {
    config: {
      rank,
      alpha,
      targetModules,
      ...(!isGrid(settings) && { only: [...modules.keys()].sort() }),
      ...(others.length > 0 && { overrides: Object.fromEntries(others) }),
    },
    baseModel: settings.base_model_name_or_path ?? null,
    tensors,
  };
}

/**
 * An adapter from the contents of its files, wherever they were fetched from; works in browsers.
 *
 * What cannot be honoured exactly is refused by name. Throws `corrupt-file` and `unsupported`.
 */
export async function peftFromFiles(files: PeftFiles): Promise<PeftAdapter> {
  const [config, weights] = ['adapter_config.json', 'adapter_model.safetensors'] as const;
  const tensors = await allTensors(await safetensorsFromBytes(files[weights], weights));
  return parsePeftAdapter(parseJson(config, files[config]), tensors, { folder: 'these files', config });
}

/** The contents of a PEFT folder's files that make an adapter. */
export interface PeftFiles {
  readonly 'adapter_config.json': Uint8Array;
  readonly 'adapter_model.safetensors': Uint8Array;
}

/** How an adapter's values are written: exactly, so that a run resumes from them, or in half the bytes. */
export type PeftFormat = Pick<SafetensorsFormat, 'dtype'>;

/**
 * The adapter in the files of a PEFT folder, for `peftFromFiles`, transformers and vLLM to load.
 *
 * Values are 32-bit floats unless `dtype` says F16, which PEFT reads as well.
 *
 * @example
 * ```ts no-run
 * import { type Policy, peftFiles, peftFromFiles } from '@echo/policy';
 *
 * declare const policy: Policy;
 * const files = await peftFiles(policy.adapter, 'echo/nano');
 * (await peftFromFiles(files)).baseModel; // 'echo/nano'
 * ```
 */
export async function peftFiles(
  adapter: LoraAdapter,
  baseModel: string,
  { dtype = 'F32' }: PeftFormat = {},
): Promise<PeftFiles & PeftCard> {
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, variable] of adapterParameters(adapter)) {
    tensors[name] = { shape: variable.shape, data: (await variable.data()) as Float32Array };
  }
  return {
    'adapter_config.json': encode(
      `${JSON.stringify(formatPeftConfig(adapter.config, baseModel), null, 2)}\n`,
    ),
    'adapter_model.safetensors': concatBytes([...safetensorsParts(tensors, { dtype })]),
    'README.md': encode(card(adapter.config, baseModel)),
  };
}

/** The model card that stands beside them. */
export interface PeftCard {
  readonly 'README.md': Uint8Array;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function card({ rank, alpha }: LoraConfig, baseModel: string): string {
  return `---
base_model: ${JSON.stringify(baseModel)}
library_name: peft
tags:
- lora
- grpo
---

A LoRA adapter (rank ${rank}, alpha ${alpha}) that states a confidence beside each answer: \`<confidence>75</confidence>\`.
`;
}
