import { MetricsError } from '../errors.js';
import type { Recalibration } from './recalibration.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The recalibration map in a value that `JSON.parse` gave: every field checked, others left out.
 *
 * Throws `invalid-input` naming the field that is not as it should be.
 *
 * @example
 * ```ts
 * import { applyRecalibration, recalibrationFromJson } from '@echo/metrics/recalibration';
 *
 * const map = recalibrationFromJson({ kind: 'temperature', inverseTemperature: 0.5 });
 * applyRecalibration(map, 0.9); // → 0.75
 * ```
 */
export function recalibrationFromJson(value: unknown): Recalibration {
  if (typeof value !== 'object' || value === null) throw refusal('the map', 'an object', value);
  const fields = value as Fields;
  const { kind } = fields;
  switch (kind) {
    case 'identity':
      return { kind };
    case 'temperature':
      return { kind, inverseTemperature: finite(fields, 'inverseTemperature', 0) };
    case 'platt':
      return { kind, slope: finite(fields, 'slope'), intercept: finite(fields, 'intercept') };
    case 'beta':
      return { kind, a: finite(fields, 'a', 0), b: finite(fields, 'b', 0), c: finite(fields, 'c') };
    case 'isotonic': {
      const confidence = increasing(fields, 'confidence');
      return { kind, confidence, probability: nonDecreasing(fields, 'probability', confidence.length) };
    }
    case 'histogram': {
      const { edges } = fields;
      if (edges !== 'lower' && edges !== 'upper') throw refusal('`edges`', "'lower' or 'upper'", edges);
      return { kind, edges, probability: probabilities(fields, 'probability') };
    }
    case 'venn-abers': {
      const confidence = increasing(fields, 'confidence');
      return {
        kind,
        confidence,
        p0: nonDecreasing(fields, 'p0', confidence.length + 1),
        p1: nonDecreasing(fields, 'p1', confidence.length + 1),
      };
    }
    case 'bayesian-binning': {
      const from = increasing(fields, 'from');
      if (from[0] !== 0) throw refusal('`from`', 'a list that begins with 0', from[0]);
      return { kind, from, probability: probabilities(fields, 'probability', from.length) };
    }
    default:
      throw refusal('`kind`', 'one of the kinds of recalibration', kind);
  }
}

function finite(fields: Fields, name: string, least = Number.NEGATIVE_INFINITY): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least)
    throw refusal(`\`${name}\``, least === 0 ? 'a number of at least 0' : 'a finite number', value);
  return value;
}

function probabilities(fields: Fields, name: string, length?: number): readonly number[] {
  const values = fields[name];
  const rule = `${length === undefined ? 'a list' : `a list of ${length}`} of probabilities in [0, 1]`;
  if (!Array.isArray(values) || values.length === 0) throw refusal(`\`${name}\``, rule, values);
  if (length !== undefined && values.length !== length)
    throw refusal(`\`${name}\``, rule, `${values.length} of them`);
  return values.map((value: unknown, i) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1))
      throw refusal(`\`${name}[${i}]\``, 'a probability in [0, 1]', value);
    return value;
  });
}

function nonDecreasing(fields: Fields, name: string, length: number): readonly number[] {
  const values = probabilities(fields, name, length);
  const fall = values.findIndex((value, i) => value < (values[i - 1] ?? 0));
  if (fall !== -1)
    throw refusal(`\`${name}[${fall}]\``, `at least ${values[fall - 1]}, the value before`, values[fall]);
  return values;
}

function increasing(fields: Fields, name: string): readonly number[] {
  const values = probabilities(fields, name);
  const fall = values.findIndex((value, i) => i > 0 && value <= (values[i - 1] as number));
  if (fall !== -1)
    throw refusal(`\`${name}[${fall}]\``, `more than ${values[fall - 1]}, the value before`, values[fall]);
  return values;
}

function refusal(what: string, rule: string, value: unknown): MetricsError {
  const shown = typeof value === 'object' && value !== null ? 'an object' : String(value);
  return new MetricsError(
    `Expected ${what} of a recalibration to be ${rule}, got ${shown}; give what a fit function returned.`,
  );
}
