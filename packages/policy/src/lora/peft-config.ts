import { EchoError } from '@echo/core';
import { z } from 'zod';
import { PROJECTIONS, type Projection, projectionName } from '../model/causal-lm.js';
import type { LoraConfig, RankAndAlpha } from './adapter.js';

const numbers = z.record(z.string(), z.number().positive()).nullish();
const natural = z.number().int().min(0);
const off = z.union([z.literal(false), z.null(), z.array(z.never())]).optional();
const configSchema = z.looseObject({
  peft_type: z.literal('LORA'),
  r: z.number().int().positive(),
  lora_alpha: z.number().positive(),
  target_modules: z.union([z.array(z.string()), z.string()]).nullish(),
  exclude_modules: z.union([z.array(z.string()), z.string()]).nullish(),
  layers_to_transform: z.union([z.array(natural), natural]).nullish(),
  base_model_name_or_path: z.string().nullish(),
  use_rslora: z.boolean().nullish(),
  rank_pattern: numbers,
  alpha_pattern: numbers,
  fan_in_fan_out: off,
  layer_replication: off,
  trainable_token_indices: off,
  alora_invocation_tokens: off,
  use_qalora: off,
  use_bdlora: off,
});

/** The settings of adapter_config.json that are read. */
export type PeftConfig = z.infer<typeof configSchema>;

/** Settings that are refused with what they are and what to do; null, false and an empty list are none. */
const REFUSED: Readonly<Record<string, string>> = {
  use_dora: 'is a DoRA, whose magnitudes are not computed; train it with use_dora off, or merge it with PEFT',
  modules_to_save:
    'saves whole modules besides LoRA; train it without modules_to_save, or merge it with PEFT',
  lora_bias: 'has biases in its LoRA matrices; train it with lora_bias off, or merge it with PEFT',
};

/** Refuses by name what changes the model in another way than LoRA does. */
function checkPlain(json: unknown, config: string): void {
  const settings = (json ?? {}) as Readonly<Record<string, unknown>>;
  const refuse = (name: string, what: string) => {
    throw new EchoError(
      'unsupported',
      `The adapter of ${config} (${name}: ${JSON.stringify(settings[name])}) ${what}.`,
    );
  };
  for (const [name, what] of Object.entries(REFUSED)) {
    const value = settings[name];
    if (value && !(Array.isArray(value) && value.length === 0)) refuse(name, what);
  }
  if (settings.bias && settings.bias !== 'none')
    refuse('bias', 'trains biases of the base model; train it with bias "none", or merge it with PEFT');
}

/**
 * The settings of an adapter_config.json, which `config` stands for in errors.
 *
 * @throws EchoError `unsupported` for what cannot be honoured exactly, by name.
 */
export function parsePeftConfig(json: unknown, config: string): PeftConfig {
  checkPlain(json, config);
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new EchoError(
    'unsupported',
    `The setting ${issue?.path.join('.')} in ${config} is not supported (${issue?.message}); use a plain LoRA adapter.`,
  );
}

/** Whether the target modules of all layers are adapted; a pattern that names them may leave some out. */
export function isGrid({ target_modules, exclude_modules, layers_to_transform }: PeftConfig): boolean {
  const some = (exclude_modules?.length ?? 0) > 0 || typeof layers_to_transform === 'number';
  if (some || Array.isArray(layers_to_transform)) return false;
  return !target_modules || (Array.isArray(target_modules) && target_modules.every(isProjection));
}

const isProjection = (name: string): name is Projection => PROJECTIONS.some((known) => known === name);

/** Checks that the layers that the configuration lists have each of the projections that any has. */
export function checkComplete(
  { layers_to_transform, target_modules, exclude_modules }: PeftConfig,
  targets: readonly Projection[],
  names: readonly string[],
  folder: string,
): void {
  const plain = Array.isArray(target_modules) && target_modules.every(isProjection);
  if (!plain || exclude_modules?.length || layers_to_transform === null || layers_to_transform === undefined)
    return;
  const expected = [layers_to_transform]
    .flat()
    .flatMap((layer) => targets.map((projection) => projectionName(layer, projection)));
  const missing = expected.find((name) => !names.includes(name));
  if (missing) {
    throw new EchoError(
      'corrupt-file',
      `The adapter in ${folder} lacks the weights of ${missing}, which its configuration adapts; save it again.`,
    );
  }
}

/**
 * Rank and alpha of a module by its name, the first pattern that its name ends with, as in PEFT. The alpha of
 * a rank-stabilised adapter is multiplied with √rank, so that its scale is alpha / rank.
 */
export function rankAndAlphaOf(
  { r, lora_alpha, use_rslora, rank_pattern, alpha_pattern }: PeftConfig,
  config: string,
): (name: string) => RankAndAlpha {
  const lookup = (patterns: Readonly<Record<string, number>> | null | undefined, otherwise: number) => {
    const compiled = Object.entries(patterns ?? {}).map(
      ([key, value]) => [patternOf(key, config), value] as const,
    );
    return (name: string) => compiled.find(([pattern]) => pattern.test(name))?.[1] ?? otherwise;
  };
  const [rankOf, alphaOf] = [lookup(rank_pattern, r), lookup(alpha_pattern, lora_alpha)];
  return (name) => {
    const rank = rankOf(name);
    return { rank, alpha: alphaOf(name) * (use_rslora ? Math.sqrt(rank) : 1) };
  };
}

function patternOf(key: string, config: string): RegExp {
  try {
    return new RegExp(`^(.*\\.)?(${key})$`);
  } catch (cause) {
    throw new EchoError(
      'unsupported',
      `The pattern ${JSON.stringify(key)} in ${config} cannot be read as a regular expression; name the module instead.`,
      { cause },
    );
  }
}

/** The adapter_config.json of an adapter, with the keys that PEFT, vLLM and transformers read. */
export function formatPeftConfig(
  { rank, alpha, targetModules, only, overrides = {} }: LoraConfig,
  baseModel: string,
): Record<string, unknown> {
  const pattern = (of: keyof RankAndAlpha) =>
    Object.fromEntries(Object.entries(overrides).map(([name, own]) => [name, own[of]]));
  return {
    alpha_pattern: pattern('alpha'),
    auto_mapping: null,
    base_model_name_or_path: baseModel,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
    layers_pattern: null,
    layers_to_transform: null,
    lora_alpha: alpha,
    lora_bias: false,
    lora_dropout: 0,
    modules_to_save: null,
    peft_type: 'LORA',
    r: rank,
    rank_pattern: pattern('rank'),
    revision: null,
    target_modules: [...(only ?? targetModules)],
    task_type: 'CAUSAL_LM',
    use_dora: false,
    use_rslora: false,
  };
}
