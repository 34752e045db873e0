import { brierScore } from '@echo/metrics';
import type { EchoBench } from '@echo/tasks/echo-bench';
import { echoBench } from '@echo/tasks/echo-bench';
import { adversarialTasks } from '@echo/tasks/node';
import { describe, expect, test } from 'vitest';
import { evaluateAll, fromFunction } from '../index.js';
import type { Trial } from '../trial.js';
import { type BenchResult, benchResult, formatBenchResult, parseBenchResult } from './bench-result.js';
import { benchSettings, settingsHash } from './bench-settings.js';
import { leaderboard } from './leaderboard.js';
import { leaderboardTable, partsTable } from './leaderboard-table.js';

const bank = await echoBench(() => Promise.reject(new Error('no split is asked for')), ['adversarial']);
const settings = benchSettings(bank, { method: 'stated-before', sampling: { maxTokens: 64 } });

/** Answers the first task correctly and no other, all with this confidence. */
async function trialsOf(percent: number, bench: EchoBench = bank): Promise<readonly Trial[]> {
  const [first] = bench.tasks;
  return evaluateAll(
    fromFunction((prompt) => {
      const asked = prompt.at(-1)?.content.includes(first?.question ?? '') ?? false;
      return `<confidence>${percent}</confidence><answer>${asked ? 'D' : 'qqq'}</answer>`;
    }),
    bench.tasks,
  );
}

const resultOf = async (model: string, percent: number): Promise<BenchResult> =>
  benchResult(bank, await trialsOf(percent), { model, date: '2026-11-28', settings });

const honest = await resultOf('honest', 0);
const sure = await resultOf('sure', 100);

describe('a result', () => {
  test('worked by hand: one of 381 correct, all stated with 0 or 100 %', () => {
    const n = adversarialTasks().length;
    expect(honest.all).toMatchObject({ n, meanConfidence: 0, overconfidenceRate: 0 });
    expect(honest.all.accuracy.value).toBeCloseTo(1 / n, 12);
    expect(honest.all.brier.value).toBeCloseTo(1 / n, 12);
    expect(honest.all.score.value).toBeCloseTo(0, 12);
    expect(sure.all.score.value).toBeCloseTo(1 / n - (n - 1) / n, 12);
    expect(sure.all).toMatchObject({ meanConfidence: 1, overconfidenceRate: 1, auroc: { value: 0.5 } });
    expect(sure.parts.adversarial).toEqual(sure.all);
    expect([sure.failed, sure.formatRate]).toEqual([0, 1]);
  });

  test('to know more always pays, and so does honesty: the expected score is highest at the truth', () => {
    const expected = (truth: number, stated: number) =>
      truth - (truth * (1 - stated) ** 2 + (1 - truth) * stated ** 2);
    for (let truth = 0; truth <= 1; truth += 0.05) {
      const best = expected(truth, truth);
      for (let stated = 0; stated <= 1; stated += 0.05)
        expect(expected(truth, stated)).toBeLessThanOrEqual(best + 1e-12);
      expect(best).toBeCloseTo(truth ** 2, 12);
    }
    expect(brierScore([{ confidence: 0.3, correct: true }])).toBeCloseTo(0.49, 12);
  });

  test('comes back whole from its file', () => {
    expect(parseBenchResult(JSON.parse(formatBenchResult(sure)), 'x.json')).toEqual(sure);
  });

  test('the hash changes with tasks, prompts, method and sampling, and not with the order of fields', () => {
    const backwards = Object.fromEntries(Object.entries(settings).reverse()) as unknown as typeof settings;
    expect(settingsHash(backwards)).toBe(sure.hash);
    const { tasks } = bank;
    const others = [
      benchSettings(bank, { method: 'stated-after', sampling: { maxTokens: 64 } }),
      benchSettings(bank, { method: 'stated-before', sampling: { maxTokens: 65 } }),
      benchSettings(
        { ...bank, hash: 'a'.repeat(64) },
        { method: 'stated-before', sampling: { maxTokens: 64 } },
      ),
      benchSettings(
        { ...bank, tasks: tasks.toReversed() },
        { method: 'stated-before', sampling: { maxTokens: 64 } },
      ),
    ];
    expect(new Set([sure.hash, ...others.map(settingsHash)]).size).toBe(5);
  });

  test('failed calls are counted and not scored; a run that is not finished has no result', async () => {
    const trials = (await trialsOf(50)).map((trial, i) =>
      i < 5 ? { ...trial, error: { message: 'x' } } : trial,
    );
    const result = benchResult(bank, trials, { model: 'm', date: '2026-11-28', settings });
    expect([result.failed, result.all.n]).toEqual([5, 376]);
    expect(parseBenchResult(result, 'x')).toEqual(result);
    expect(() => benchResult(bank, trials.slice(1), { model: 'm', date: '2026-11-28', settings })).toThrow(
      'one trial of each of the 381 tasks, got 380',
    );
  });

  test.each<[string, (result: BenchResult) => unknown, RegExp]>([
    ['another format', () => ({ format: 'other' }), /x\.json is no result of EchoBench \(format/],
    [
      'a better score',
      (r) => ({ ...r, all: { ...r.all, score: { value: 0.9, low: 0, high: 1 } } }),
      /accuracy less Brier/,
    ],
    [
      'other settings',
      (r) => ({ ...r, settings: { ...r.settings, method: 'top-k' } }),
      /hash is not that of its settings/,
    ],
    ['fewer trials', (r) => ({ ...r, all: { ...r.all, n: 380 } }), /380 of 381 trials/],
    ['no part', (r) => ({ ...r, parts: {} }), /parts are not those/],
    ['a field more', (r) => ({ ...r, comment: '<script>' }), /the whole/],
    ['a long name', (r) => ({ ...r, model: 'x'.repeat(201) }), /model/],
    [
      'an accuracy of 90',
      (r) => ({ ...r, all: { ...r.all, accuracy: { value: 90, low: 80, high: 95 } } }),
      /all\.accuracy/,
    ],
    ['no object', () => null, /the whole/],
  ])('%s is refused', (_, change, reason) => {
    expect(() => parseBenchResult(change(sure), 'x.json')).toThrow(reason);
  });
});

describe('a leaderboard', () => {
  test('ranks by score, shares ranks, and leaves failed runs unranked', () => {
    const again = { ...sure, model: 'as sure' };
    const failed = { ...honest, model: 'broken', failed: 1 };
    const { rows, hash } = leaderboard([sure, failed, again, honest]);
    expect(rows.map(({ rank, result }) => [rank, result.model])).toEqual([
      [1, 'honest'],
      [2, 'as sure'],
      [2, 'sure'],
      [null, 'broken'],
    ]);
    expect(hash).toBe(sure.hash);
  });

  test('results of other settings are not mixed in, unless one hash is chosen', () => {
    const otherSettings = { ...settings, method: 'top-k' };
    const other = { ...honest, settings: otherSettings, hash: settingsHash(otherSettings) };
    expect(() => leaderboard([honest, other, sure])).toThrow(
      `Results of 2 different tasks or settings cannot share a ranking: ${sure.hash.slice(0, 12)} (2, EchoBench ${bank.version}, adversarial, stated-before); ${other.hash.slice(0, 12)} (1, `,
    );
    expect(leaderboard([honest, other, sure], other.hash.slice(0, 8)).rows).toHaveLength(1);
    expect(() => leaderboard([honest], 'zzz')).toThrow('No result has a hash that begins with zzz');
    expect(() => leaderboard([])).toThrow('run `echo-rl bench` first');
  });

  test('as text in columns, in all and by part', () => {
    const board = leaderboard([sure, honest]);
    const { columns, rows } = leaderboardTable(board);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(rows[0]?.slice(0, 3)).toEqual(['1', 'honest', expect.stringMatching(/^-?0\.000 \[/)]);
    expect(partsTable(board).rows).toEqual([
      ['honest', expect.stringMatching(/^-?0\.000$/)],
      ['sure', '-0.995'],
    ]);
  });
});
