import { EchoError } from '@echo/core';
import type { ReportTrial } from '@echo/report';
import type { ConfidenceSource, FoundConfidence, LogRow, ReadLogOptions, ReadRow } from './log-row.js';
import { refusal } from './refusal.js';
import { type ToldRow, worstMistakes } from './worst-mistakes.js';

/** Where the confidences of some rows came from. */
export interface ConfidenceOrigin {
  readonly source: ConfidenceSource;
  readonly name: string;
  readonly rows: number;
  /** Whether the values were per cents. */
  readonly percent: boolean;
}

/** The trials of a log. */
export interface TrialLog {
  readonly trials: readonly ReportTrial[];
  /** Those before a training, where the log holds a whole run. */
  readonly before: readonly ReportTrial[];
  readonly confidences: readonly ConfidenceOrigin[];
  /** Samples that gave no trial, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Trials with partial credit. */
  readonly partial: number;
}

/** Collects rows as trials, once the scale of each field is known. */
export async function trialsOf(
  path: string,
  rows: AsyncIterable<ReadRow>,
  options: ReadLogOptions,
): Promise<TrialLog> {
  const told: ToldRow[] = [];
  const mistakes = options.texts === 'all' ? null : worstMistakes();
  const leftOut: Record<string, number> = {};
  const count = (reason: string) => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  };
  for await (const row of rows) {
    if ('leftOut' in row) count(row.leftOut);
    else if (row.confidence === null) count('without a confidence');
    else told.push(mistakes ? mistakes.keep(row as ToldRow) : (row as ToldRow));
  }
  if (told.length === 0) throw nothing(path, leftOut, options);
  const scales = scalesOf(told, options);
  const trials: ReportTrial[] = [];
  const before: ReportTrial[] = [];
  let partial = 0;
  for (const row of told) {
    if (row.grade > 0 && row.grade < 1) partial++;
    const scale = scales.get(keyOf(row.confidence));
    (row.when === 'before' ? before : trials).push(trialOf(row, scale?.percent ?? false));
  }
  const confidences = [...scales.values()].sort((a, b) => b.rows - a.rows);
  const single = trials.length === 0;
  return {
    trials: single ? before : trials,
    before: single ? [] : before,
    confidences,
    leftOut,
    partial,
  };
}

const keyOf = ({ source, name }: FoundConfidence): string => `${source} ${name}`;

/** Per cents where any value of the field is above 1, probabilities else. */
function scalesOf(rows: readonly ToldRow[], { scale }: ReadLogOptions): Map<string, ConfidenceOrigin> {
  const scales = new Map<string, ConfidenceOrigin>();
  const above = new Map<string, LogRow>();
  const fraction = new Map<string, LogRow>();
  for (const row of rows) {
    const { confidence } = row;
    const key = keyOf(confidence);
    const { source, name, value, percent } = confidence;
    const before = scales.get(key);
    if (!percent && value > 1 && !above.has(key)) above.set(key, row);
    if (!percent && value > 0 && value < 1 && !fraction.has(key)) fraction.set(key, row);
    const percents = scale === 'percent' || (scale === undefined && above.has(key));
    scales.set(key, { source, name, rows: (before?.rows ?? 0) + 1, percent: percents || percent });
    const most = percent || scale !== 'probability' ? 100 : 1;
    if (value < 0 || value > most)
      throw refusal(
        row.at,
        `expected the confidence in ${name} to be from 0 to ${most}${most === 100 ? ' per cent' : ''}, got ${value}; mend it or leave the row out`,
      );
  }
  for (const [key, row] of above) {
    const other = fraction.get(key);
    if (scale === undefined && other)
      throw refusal(
        other.at,
        `the confidence ${other.confidence?.value} stands beside ${row.confidence?.value} of ${row.at.place}, so that they may be probabilities or per cents; say which with --scale`,
      );
  }
  return scales;
}

function trialOf(row: ToldRow, percents: boolean): ReportTrial {
  const { at: _, confidence, grade, when: __, ...rest } = row;
  const share = percents || confidence.percent ? confidence.value / 100 : confidence.value;
  return { ...rest, confidence: share, grade, correct: grade > 0.5 };
}

function nothing(
  path: string,
  leftOut: Readonly<Record<string, number>>,
  { confidence }: ReadLogOptions,
): EchoError {
  const silent = leftOut['without a confidence'] ?? 0;
  if (silent > 0)
    return new EchoError(
      'invalid-input',
      `${path} tells no confidence${confidence === undefined ? '' : ` in the field ${confidence}`} of its ${silent} graded answers; name the field that holds one with --confidence, or have the model state one in <confidence> tags.`,
    );
  const reasons = Object.entries(leftOut).map(([reason, n]) => `${n} ${reason}`);
  return new EchoError(
    'invalid-input',
    `${path} holds no graded answer${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}; give a log with scored samples.`,
  );
}
