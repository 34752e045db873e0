import type { z } from 'zod';

/** One fault of a request, as pydantic and so every OpenEnv server words it. */
export interface ValidationDetail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
  readonly url?: string;
}

interface Wording {
  readonly type: string;
  readonly msg: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** How the faults of a value are located and called. */
export interface DetailOptions {
  /** What stands before each path: `['body']` for a request's body. */
  readonly loc?: readonly (string | number)[];
  /** The name of a value that should be an object: the body of a request, or an object inside it. */
  readonly objectType?: 'model_attributes_type' | 'dict_type';
  /** Whether each fault names its page in pydantic's documentation. */
  readonly withUrl?: boolean;
}

/** The faults that a schema found in a value, in pydantic's words. */
export function validationDetails(
  error: z.core.$ZodError,
  input: unknown,
  { loc = [], objectType = 'dict_type', withUrl = false }: DetailOptions = {},
): readonly ValidationDetail[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const at = (more: readonly string[], value: unknown, { type, msg, ctx }: Wording): ValidationDetail => ({
      type,
      loc: [...loc, ...path, ...more],
      msg,
      input: value === undefined ? null : value,
      ...(ctx && { ctx }),
      ...(withUrl && { url: `https://errors.pydantic.dev/2.14/v/${type}` }),
    });
    if (issue.code === 'unrecognized_keys') {
      const parent = valueAt(input, issue.path) as Readonly<Record<string, unknown>>;
      return issue.keys.map((key) =>
        at([key], parent[key], { type: 'extra_forbidden', msg: 'Extra inputs are not permitted' }),
      );
    }
    const value = valueAt(input, issue.path);
    if (value === undefined) {
      const parent = path.length > 0 ? valueAt(input, issue.path.slice(0, -1)) : null;
      return [at([], parent, { type: 'missing', msg: 'Field required' })];
    }
    return [at([], value, wordingOf(issue, path.length === 0 ? objectType : 'dict_type'))];
  });
}

function wordingOf(issue: z.core.$ZodIssue, objectType: 'model_attributes_type' | 'dict_type'): Wording {
  if (issue.code === 'custom' && typeof issue.params?.type === 'string') {
    const { type, ctx } = issue.params as Omit<Wording, 'msg'>;
    return { type, msg: issue.message, ...(ctx && { ctx }) };
  }
  if (issue.code === 'too_big' && issue.origin === 'string')
    return {
      type: 'string_too_long',
      msg: `String should have at most ${issue.maximum} characters`,
      ctx: { max_length: issue.maximum },
    };
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'string') return { type: 'string_type', msg: 'Input should be a valid string' };
    if (issue.expected === 'array') return { type: 'list_type', msg: 'Input should be a valid list' };
    if (issue.expected === 'boolean') return { type: 'bool_type', msg: 'Input should be a valid boolean' };
    if (objectType === 'model_attributes_type')
      return {
        type: objectType,
        msg: 'Input should be a valid dictionary or object to extract fields from',
      };
    return { type: 'dict_type', msg: 'Input should be a valid dictionary' };
  }
  return { type: 'value_error', msg: issue.message };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}
