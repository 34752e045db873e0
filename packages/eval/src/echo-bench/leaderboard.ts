import { EchoError } from '@echo/core';
import type { BenchResult } from './bench-result.js';
import type { BenchSettings } from './bench-settings.js';

/** A result and its place. */
export interface LeaderboardRow {
  /** From 1; equal scores share one. Null of a result with failed calls, which is not ranked. */
  readonly rank: number | null;
  readonly result: BenchResult;
}

/** Results of one hash, the best score first. */
export interface Leaderboard {
  readonly hash: string;
  readonly settings: BenchSettings;
  readonly rows: readonly LeaderboardRow[];
}

/**
 * Ranks results of EchoBench by their score; those with failed calls come last and have no rank.
 *
 * `hash`, or its beginning, chooses among results of several settings. Throws `invalid-input` without a
 * result, and `config-mismatch` where results of different settings would share a ranking.
 */
export function leaderboard(results: readonly BenchResult[], hash = ''): Leaderboard {
  const chosen = results.filter((result) => result.hash.startsWith(hash));
  const hashes = [...new Set(chosen.map((result) => result.hash))];
  const [first] = chosen;
  if (first === undefined)
    throw new EchoError(
      'invalid-input',
      results.length === 0
        ? 'Expected at least one result of EchoBench to rank, got none; run `echo-rl bench` first.'
        : `No result has a hash that begins with ${hash}; choose among ${[...new Set(results.map(shortHash))].join(', ')}.`,
    );
  if (hashes.length > 1)
    throw new EchoError(
      'config-mismatch',
      `Results of ${hashes.length} different tasks or settings cannot share a ranking: ${hashes.map((each) => described(each, chosen)).join('; ')}. Choose one with --hash.`,
    );
  const complete = chosen.filter(({ failed }) => failed === 0);
  const ordered = [...complete].sort((a, b) => scoreOf(b) - scoreOf(a) || (a.model < b.model ? -1 : 1));
  const ranked = ordered.map((result) => ({
    rank: 1 + ordered.filter((other) => scoreOf(other) > scoreOf(result)).length,
    result,
  }));
  const rest = chosen.filter(({ failed }) => failed > 0).map((result) => ({ rank: null, result }));
  return { hash: first.hash, settings: first.settings, rows: [...ranked, ...rest] };
}

/** The beginning of a result's hash, by which it is told apart on screens and in paths. */
export const shortHash = ({ hash }: Pick<BenchResult, 'hash'>): string => hash.slice(0, 12);

const scoreOf = ({ all }: BenchResult): number => all.score.value ?? Number.NEGATIVE_INFINITY;

function described(hash: string, results: readonly BenchResult[]): string {
  const own = results.filter((result) => result.hash === hash);
  const [{ settings } = { settings: undefined }] = own;
  return `${shortHash({ hash })} (${own.length}, EchoBench ${settings?.version}, ${settings?.parts.join(' and ')}, ${settings?.method})`;
}
