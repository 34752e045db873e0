import { EchoError } from '@echo/core';
import type { ReportTrial } from '../trial.js';

/** Trials that can be measured, and how many could not. */
export interface PreparedTrials {
  readonly trials: readonly ReportTrial[];
  /** Calls that failed. */
  readonly failed: number;
  /** Whether confidences were rounded to a tenth of a per cent. */
  readonly rounded: boolean;
}

/** More distinct confidences than this are rounded, or a bootstrap would take minutes. */
const MOST_CONFIDENCES = 1001;

/**
 * Leaves out failed calls and rounds confidences when there are more than 1,001 different ones.
 *
 * Throws `invalid-input` for no answered trial and for a trial that is not one, naming its place.
 */
export function prepareTrials(trials: readonly ReportTrial[], name = 'trials'): PreparedTrials {
  const answered = trials.filter(({ error }) => error === undefined);
  if (answered.length === 0)
    throw new EchoError(
      'invalid-input',
      `Expected \`${name}\` to hold at least one answered trial, got none of ${trials.length}: evaluate first.`,
    );
  answered.forEach((trial, i) => {
    const { confidence, correct } = trial;
    if (!(confidence >= 0 && confidence <= 1))
      throw new EchoError(
        'invalid-input',
        `Expected \`${name}[${i}].confidence\` to be from 0 to 1, got ${confidence}: divide per cents by 100.`,
      );
    if (typeof correct !== 'boolean')
      throw new EchoError(
        'invalid-input',
        `Expected \`${name}[${i}].correct\` to be true or false, got ${String(correct)}: grade the answer first.`,
      );
  });
  const rounded = new Set(answered.map(({ confidence }) => confidence)).size > MOST_CONFIDENCES;
  return {
    trials: rounded
      ? answered.map((trial) => ({ ...trial, confidence: Math.round(1000 * trial.confidence) / 1000 }))
      : answered,
    failed: trials.length - answered.length,
    rounded,
  };
}
