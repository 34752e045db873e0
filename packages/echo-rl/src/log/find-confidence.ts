import { type ParsedResponse, parseResponse } from '@echo/parser';
import { type Fields, findField } from './fields.js';
import type { FoundConfidence, ReadLogOptions } from './log-row.js';
import { type At, refusal } from './refusal.js';
import { writtenConfidence } from './scalar.js';

/** Where a sample may tell its confidence. */
export interface Telling {
  readonly at: At;
  readonly sample: Fields;
  /** Values at the places the tool itself keeps a confidence, by their name. */
  readonly places?: Readonly<Record<string, unknown>>;
  /** What the model wrote. */
  readonly reply?: string | undefined;
  /** The share of the likeliest choice in the likelihoods of all. */
  readonly likelihood?: number | undefined;
}

/** The confidence of a sample, and its reply where it was read. */
export interface Told {
  readonly confidence: FoundConfidence | null;
  readonly parsed: ParsedResponse | null;
}

/**
 * The confidence of a sample: the named field, else the tool's own, else the reply's text, else likelihoods.
 *
 * With a field named, nothing else is looked at. Throws `invalid-input` where a field holds no number.
 */
export function findConfidence(
  { at, sample, places = {}, reply, likelihood }: Telling,
  { confidence: named }: ReadLogOptions,
): Told {
  const parsed = reply === undefined || reply.trim() === '' ? null : parseResponse(reply);
  if (named !== undefined) return { confidence: fromField(at, named, findField(sample, named)), parsed };
  for (const [name, value] of Object.entries(places)) {
    const confidence = fromField(at, name, value);
    if (confidence) return { confidence, parsed };
  }
  if (parsed && parsed.confidenceSource !== 'default')
    return {
      confidence: { value: parsed.confidence, percent: false, source: 'reply', name: "the reply's text" },
      parsed,
    };
  if (likelihood === undefined) return { confidence: null, parsed };
  const name = 'the likelihoods of the choices';
  return { confidence: { value: likelihood, percent: false, source: 'likelihood', name }, parsed };
}

function fromField(at: At, name: string, value: unknown): FoundConfidence | null {
  if (value === undefined || value === null || value === '') return null;
  const written = writtenConfidence(value);
  if (!written)
    throw refusal(
      at,
      `expected the confidence in ${name} to be a number, got ${JSON.stringify(value)?.slice(0, 40)}; mend it, or name another field with --confidence`,
    );
  return { ...written, source: 'field', name };
}
