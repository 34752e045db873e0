import type { LogFingerprint } from '../../logs/fingerprints.js';
import type { Route } from '../../store/route.js';

export interface Cell {
  readonly domain: string;
  readonly difficulty?: string;
  /** Confidences, from the first up to the second. */
  readonly low?: number;
  readonly high?: number;
}

/** The view of the answers of a cell; those without a domain of their own are not filtered by it. */
export function answersOf(
  { id }: Pick<LogFingerprint, 'id'>,
  { domain, difficulty = '', low = 0, high = 1 }: Cell,
): Route {
  const percent = (share: number) => String(Math.round(1000 * share) / 10);
  return {
    tab: 'evaluation',
    params: {
      log: id,
      domain: domain === 'all' ? '' : domain,
      difficulty,
      from: low <= 0 ? '' : percent(low),
      to: high >= 1 ? '' : percent(high),
    },
  };
}
