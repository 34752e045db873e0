import { EchoError } from '@echo/core';
import { compareModels, type Difference, type ModelComparison } from '@echo/metrics/uncertainty';
import type { Trial } from './trial.js';

/** One domain of a comparison. */
export interface DomainComparison {
  readonly domain: string;
  readonly n: number;
  readonly accuracy: Difference;
  readonly brier: Difference;
  readonly ece: Difference;
  /**
   * The p of the Brier score's difference, corrected for the number of domains (Holm 1979); null if
   * undefined.
   */
  readonly adjustedP: number | null;
  /** Whether the domain moved: the corrected p is below .05. */
  readonly moved: boolean;
}

/** Two evaluations on the same tasks: differences are the first less the second. */
export interface EvalComparison extends ModelComparison {
  /** Tasks of one evaluation alone, and tasks whose call failed in either: they are left out. */
  readonly unpaired: { readonly onlyFirst: number; readonly onlySecond: number; readonly failed: number };
  readonly domains: readonly DomainComparison[];
}

/** What a trial must tell to be compared. */
export type ComparableTrial = Pick<Trial, 'taskId' | 'domain' | 'confidence' | 'correct'> & {
  readonly error?: object;
};

export interface CompareOptions {
  /** Of the paired bootstrap; 1,000 unless given. */
  readonly resamples?: number;
  /** 0 unless given. */
  readonly seed?: number;
}

const LEVEL = 0.05;

/**
 * Compares two evaluations task by task: paired bootstrap, McNemar's test, DeLong's test, and each domain.
 *
 * Trials are paired by the id of their task. Throws `invalid-input` when an id occurs twice in one
 * evaluation, or when no task is in both.
 *
 * @example
 * ```ts
 * import { alwaysFifty, compare, evaluateAll, fromFunction } from '@echo/eval';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const completer = fromFunction(() => '<confidence>90</confidence><answer>nothing of this</answer>');
 * const trials = await evaluateAll(completer, builtinTasks('dev').slice(0, 20));
 * compare(trials, alwaysFifty(trials)).brier.value; // → 0.56
 * ```
 */
export function compare(
  first: readonly ComparableTrial[],
  second: readonly ComparableTrial[],
  options: CompareOptions = {},
): EvalComparison {
  const [a, b] = [byTask(first, 'first'), byTask(second, 'second')];
  const shared = [...a.keys()].filter((id) => b.has(id));
  const pairs = shared.flatMap((id) => {
    const pair = [a.get(id), b.get(id)] as [ComparableTrial, ComparableTrial];
    return pair.some(({ error }) => error) ? [] : [pair];
  });
  if (pairs.length === 0)
    throw new EchoError(
      'invalid-input',
      'Expected evaluations of the same tasks to compare, got none in both; evaluate both on one task set.',
    );
  const compared = (some: readonly (readonly [ComparableTrial, ComparableTrial])[]) =>
    compareModels(
      some.map(([one]) => one),
      some.map(([, other]) => other),
      options,
    );
  const names = [...new Set(pairs.map(([{ domain }]) => domain))];
  const domains = names.map((domain) => ({
    domain,
    ...compared(pairs.filter(([one]) => one.domain === domain)),
  }));
  const adjusted = holm(domains.map(({ brier }) => brier.p));
  return {
    ...compared(pairs),
    unpaired: {
      onlyFirst: a.size - shared.length,
      onlySecond: b.size - shared.length,
      failed: shared.length - pairs.length,
    },
    domains: domains.map(({ domain, n, accuracy, brier, ece }, i) => {
      const adjustedP = adjusted[i] ?? null;
      return { domain, n, accuracy, brier, ece, adjustedP, moved: adjustedP !== null && adjustedP < LEVEL };
    }),
  };
}

function byTask(trials: readonly ComparableTrial[], which: string): ReadonlyMap<string, ComparableTrial> {
  const found = new Map(trials.map((trial) => [trial.taskId, trial]));
  if (found.size === trials.length) return found;
  const seen = new Set<string>();
  const twice = trials.find(({ taskId }) => seen.size === seen.add(taskId).size);
  throw new EchoError(
    'invalid-input',
    `Expected each task once in the ${which} evaluation, got ${twice?.taskId} twice; leave one of its trials out.`,
  );
}

/** Holm's step-down correction; a p that is null does not count. */
export function holm(values: readonly (number | null)[]): readonly (number | null)[] {
  const ranked = values.flatMap((p, i) => (p === null ? [] : [{ p, i }])).sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let least = 0;
  ranked.forEach(({ p, i }, rank) => {
    least = Math.max(least, Math.min(1, p * (ranked.length - rank)));
    adjusted[i] = least;
  });
  return adjusted;
}
