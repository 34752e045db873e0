import { z } from 'zod';
import { configSchema, type RunConfig } from './config-schema.js';

/** An option of a run as a command line or a page shows it, derived from its declaration in the schema. */
export interface ConfigOption {
  readonly name: keyof RunConfig;
  /** `--learning-rate`; `--no-format-guard` for a switch that is on by default. */
  readonly flag: string;
  /** The placeholder of the value, such as `n`; null for a switch. */
  readonly value: string | null;
  readonly type: 'string' | 'number' | 'boolean';
  readonly description: string;
  /** The default as a reader sees it. */
  readonly default: string;
  /** The values to choose from. */
  readonly choices?: readonly string[];
  /** What a value must be, such as "a whole number of at least 1"; for numbers. */
  readonly rule?: string;
  readonly isValid: (value: unknown) => boolean;
}

/** A property of the JSON Schema of the configuration. */
interface Property {
  readonly type?: string;
  readonly anyOf?: readonly Property[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly value?: string;
  readonly unset?: string;
}

/** The options of a run in the order of their declaration. */
export const CONFIG_OPTIONS: readonly ConfigOption[] = Object.entries(
  z.toJSONSchema(configSchema).properties ?? {},
).map(([name, property]) => configOption(name as keyof RunConfig, property as Property));

function configOption(name: keyof RunConfig, property: Property): ConfigOption {
  const { type, anyOf, description = '', unset = 'none' } = property;
  const inner = type ? property : (anyOf?.find((one) => one.type !== 'null') ?? property);
  const isNumber = inner.type === 'integer' || inner.type === 'number';
  return {
    name,
    flag: `--${property.default === true ? 'no-' : ''}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value: inner.type === 'boolean' ? null : (property.value ?? placeholder(inner)),
    type: isNumber ? 'number' : inner.type === 'boolean' ? 'boolean' : 'string',
    description,
    default: property.default === null ? unset : String(property.default),
    ...(inner.enum && { choices: inner.enum }),
    ...(isNumber && { rule: ruleOf(inner) }),
    isValid: (value) => configSchema.shape[name].safeParse(value).success,
  };
}

function placeholder({ type }: Property): string {
  return type === 'integer' ? 'n' : type === 'number' ? 'x' : 'name';
}

function ruleOf({ type, minimum, exclusiveMinimum, maximum = Number.POSITIVE_INFINITY }: Property): string {
  if (type === 'integer') return `a whole number of at least ${minimum}`;
  const to = Number.isFinite(maximum) ? maximum : null;
  if (exclusiveMinimum === undefined)
    return to === null ? `a number of at least ${minimum}` : `a number from ${minimum} to ${to}`;
  return `a number above ${exclusiveMinimum}${Number.isFinite(maximum) ? ` and at most ${maximum}` : ''}`;
}
