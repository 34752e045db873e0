import type { At } from './refusal.js';
import type { WrittenConfidence } from './scalar.js';

/** Where the confidence of a row comes from. */
export type ConfidenceSource = 'field' | 'reply' | 'likelihood';

export interface FoundConfidence extends WrittenConfidence {
  readonly source: ConfidenceSource;
  /** The name of the field, or what was read, as a report says it. */
  readonly name: string;
}

/** A graded answer of a log. */
export interface LogRow {
  readonly at: At;
  readonly taskId: string;
  /** In [0, 1]; above .5 counts as correct. */
  readonly grade: number;
  /** Null where the row tells none. */
  readonly confidence: FoundConfidence | null;
  readonly domain?: string;
  readonly difficulty?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly expected?: string;
  readonly abstained?: boolean;
  /** The moment of a training that the row belongs to. */
  readonly when?: 'before' | 'after';
}

/** A row of a log, or the reason why a sample gave none. */
export type ReadRow = LogRow | { readonly leftOut: string };

/** How a log is read. */
export interface ReadLogOptions {
  /** The format, where it is not to be guessed. */
  readonly format?: LogFormat;
  /** The field that holds the confidence. */
  readonly confidence?: string;
  /** The field, metric or scorer that tells correct from incorrect. */
  readonly correct?: string;
  /** Of lm-evaluation-harness: whose samples to take where a file has those of several filters. */
  readonly filter?: string;
  /** Of promptfoo: whose results to take. */
  readonly provider?: string;
  /** Of model-graded OpenAI evals: what each choice is worth, in [0, 1]. */
  readonly grades?: Readonly<Record<string, number>>;
  /** Whether confidences are per cents; told by their size unless given. */
  readonly scale?: 'percent' | 'probability';
  /** Whose texts are kept: those of every answer, or of the worst mistakes alone, which is the default. */
  readonly texts?: 'all' | 'mistakes';
}

export const LOG_FORMATS = [
  'promptfoo',
  'inspect',
  'lm-evaluation-harness',
  'openai-evals',
  'echo',
  'records',
  'csv',
] as const;

export type LogFormat = (typeof LOG_FORMATS)[number];

const LONGEST = 1000;

/** Texts of a sample, cut after 1,000 characters; those that are empty are left out. */
export function texts<K extends string>(given: Readonly<Record<K, unknown>>): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {};
  for (const [key, value] of Object.entries(given) as [K, unknown][]) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '')
      kept[key] = copy(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  }
  return kept;
}

/** A text of its own: a slice of a text would keep the whole of it in memory. */
const copy = (text: string): string => structuredClone(text);
