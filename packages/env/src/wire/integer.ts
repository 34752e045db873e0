import { z } from 'zod';

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * A whole number as OpenEnv servers accept it: a number without a fraction, or its digits as text.
 *
 * Refusals carry pydantic's type and message in `params`, which `validationDetails` reads.
 */
export const lenientInteger = ({ min, max }: Bounds = {}) =>
  z.unknown().transform((value, context): number => {
    const refuse = (type: string, message: string, ctx?: object): never => {
      context.addIssue({ code: 'custom', message, params: { type, ctx } });
      return z.NEVER;
    };
    const parsed = integerOf(value);
    if (typeof parsed !== 'number') return refuse(...parsed);
    if (min !== undefined && parsed < min)
      return refuse('greater_than_equal', `Input should be greater than or equal to ${min}`, { ge: min });
    if (max !== undefined && parsed > max)
      return refuse('less_than_equal', `Input should be less than or equal to ${max}`, { le: max });
    return parsed;
  });

function integerOf(value: unknown): number | readonly [type: string, message: string] {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number')
    return Number.isInteger(value)
      ? value
      : ['int_from_float', 'Input should be a valid integer, got a number with a fractional part'];
  if (typeof value !== 'string') return ['int_type', 'Input should be a valid integer'];
  return /^\s*[+-]?\d+(\.0*)?\s*$/.test(value)
    ? Number(value)
    : ['int_parsing', 'Input should be a valid integer, unable to parse string as an integer'];
}

/** A number greater than 0, or its text, such as a time limit in seconds. */
export const lenientPositive = z.unknown().transform((value, context): number => {
  const refuse = (type: string, message: string, ctx?: object): never => {
    context.addIssue({ code: 'custom', message, params: { type, ctx } });
    return z.NEVER;
  };
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string')
    return refuse('float_type', 'Input should be a valid number');
  const parsed = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(parsed))
    return refuse('float_parsing', 'Input should be a valid number, unable to parse string as a number');
  return parsed > 0 ? parsed : refuse('greater_than', 'Input should be greater than 0', { gt: 0 });
});
