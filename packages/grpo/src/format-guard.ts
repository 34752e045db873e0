import { EchoError, type Probability } from '@echo/core';

/** How well a policy keeps the response format: at the start of training, and of late. */
export interface FormatGuard {
  /** Share of well-formed completions before the first update; null until enough were seen. */
  readonly start: Probability | null;
  /** Whether each of the last completions was well-formed, oldest first; at most 256. */
  readonly recent: readonly boolean[];
}

/** The guard before any completion was seen. */
export const NO_COMPLETIONS: FormatGuard = { start: null, recent: [] };

/**
 * What a guard says: `kept`, `missing` from the start (below a share of .2), or `lost` since (below half of
 * the share at the start).
 */
export type FormatVerdict = 'kept' | 'missing' | 'lost';

const WINDOW = 256;
/** The fewest completions that a share is taken from. */
const ENOUGH = 16;
const LEAST_AT_START = 0.2;
const LEAST_OF_START = 0.5;

/** The guard after some more completions, each well-formed or not. */
export function observeFormat(guard: FormatGuard, wellFormed: readonly boolean[]): FormatGuard {
  const recent = [...guard.recent, ...wellFormed].slice(-WINDOW);
  return { start: guard.start ?? share(recent), recent };
}

/**
 * The verdict on the format: kept, lost since the start, or missing from the start. Too few completions to
 * say are kept.
 *
 * @example
 * ```ts
 * import { formatVerdict, NO_COMPLETIONS, observeFormat } from '@echo/grpo';
 *
 * const good = observeFormat(NO_COMPLETIONS, Array(16).fill(true));
 * formatVerdict(observeFormat(good, Array(40).fill(false))); // → 'lost'
 * ```
 */
export function formatVerdict({ start, recent }: FormatGuard): FormatVerdict {
  const now = share(recent);
  if (start === null || now === null) return 'kept';
  if (start < LEAST_AT_START) return 'missing';
  return now < leastShare(start) ? 'lost' : 'kept';
}

/** The share of well-formed completions below which a policy that began with `start` has lost the format. */
export const leastShare = (start: Probability): Probability => LEAST_OF_START * start;

/** What a guard has found, as the beginning of a sentence. */
export function formatFinding({ start, recent }: FormatGuard): string {
  const percent = (x: number | null) => `${Math.round(100 * (x ?? 0))} %`;
  return `Only ${percent(share(recent))} of the last ${recent.length} completions are well-formed, ${percent(start)} at first`;
}

/** Throws `format-lost`, with what to do, unless the format is kept. */
export function assertFormat(guard: FormatGuard, step: number): void {
  const verdict = formatVerdict(guard);
  if (verdict === 'kept') return;
  const remedy =
    verdict === 'lost'
      ? 'start again with a lower learning rate, alpha or temperature'
      : 'teach the format by `trainSft` first, or allow more tokens a completion';
  throw new EchoError(
    'format-lost',
    `${formatFinding(guard)}, so training stopped before the update of step ${step}; ${remedy}, or give \`formatGuard: false\` to go on.`,
  );
}

function share(wellFormed: readonly boolean[]): Probability | null {
  return wellFormed.length < ENOUGH ? null : wellFormed.filter(Boolean).length / wellFormed.length;
}
