import { EchoError } from '@echo/core';
import { applyRecalibration, type BestRecalibration, fitBest } from '@echo/metrics/recalibration';
import { selectiveThreshold } from '@echo/metrics/selective';
import { analyzeTrials, type ReportAnalysis, type ReportTrial } from '@echo/report';
import type { BenchmarkName } from '@echo/tasks';
import { logNotes, type ReadLogOptions, readLogBlob } from 'echo-rl/log';
import { type BenchmarkOutcome, benchmarkOutcome } from './benchmark-outcome.js';
import { contentId, shortHash } from './content-id.js';
import { type ExportFormat, rowsAsCsv, rowsAsJson, rowsAsTrials } from './export-rows.js';
import { fingerprintsOf, type LogFingerprint } from './fingerprints.js';
import type { KeptLog, LogShelf, RunEvidence } from './log-shelf.js';
import { indicesOf, type LogRow, type LogView, pairing } from './log-view.js';
import { inPageWords } from './page-words.js';
import { evidenceOf } from './run-evidence.js';

/** A log as the page names it. */
export interface LogSummary {
  /** From its content: the same file has the same one. */
  readonly id: string;
  readonly name: string;
  readonly notes: readonly string[];
  readonly n: number;
  readonly domains: readonly string[];
  readonly difficulties: readonly string[];
  /** The log of the same run before its training, where the file holds both. */
  readonly beforeId: string | null;
  /** Whether the steps of its training are known. */
  readonly hasRun: boolean;
  /** Its outcome by the rule of its benchmark, whatever is filtered; null where it answers none. */
  readonly benchmark: BenchmarkOutcome | null;
}

/** A recalibration fitted to a log, as `echo-rl recalibrate --out` writes it. */
export interface FittedMap {
  readonly best: BestRecalibration;
  readonly json: string;
  /** From which recalibrated confidence on to answer for a wanted risk; null where none can be promised. */
  readonly threshold: number | null;
}

/**
 * Logs and every question about them. It lives in a worker, so that a log of any size leaves the page fluid:
 * the page gets numbers and the rows that it shows, never the log.
 */
export interface LogDesk {
  open(file: File, options?: ReadLogOptions): Promise<LogSummary>;
  /** The files of a run's folder: `trials.jsonl`, and where they are given `events.jsonl` and settings. */
  openRun(files: readonly File[]): Promise<LogSummary>;
  run(id: string): Promise<RunEvidence | null>;
  /** Trials that were made here, such as those of a benchmark, as a log of that name. */
  openTrials(
    name: string,
    trials: readonly ReportTrial[],
    benchmark?: BenchmarkName | null,
  ): Promise<LogSummary>;
  /** The log of an id, from this visit or an earlier one; null where it is not kept here. */
  find(id: string): Promise<LogSummary | null>;
  kept(): Promise<readonly LogSummary[]>;
  remove(id: string): Promise<void>;
  analyze(view: LogView, wantedRisk: number): Promise<ReportAnalysis>;
  /** How many answers a view shows, how many have one beside them, and those of a range. */
  rows(view: LogView, start: number, end: number): Promise<RowWindow>;
  row(log: string, index: number, other: string): Promise<LogRow | null>;
  fingerprints(ids: readonly string[]): Promise<readonly LogFingerprint[]>;
  recalibrate(view: LogView, wantedRisk: number): Promise<FittedMap>;
  export(view: LogView, format: ExportFormat): Promise<string>;
}

export interface RowWindow {
  readonly total: number;
  readonly paired: number;
  readonly rows: readonly LogRow[];
}

type OtherOf = (trial: ReportTrial, index: number) => ReportTrial | null;

/** The answers of the latest view: a list that is scrolled asks for them again and again. */
interface Found {
  readonly key: string;
  readonly indices: readonly number[];
  readonly paired: number;
}

/** A desk with nothing on it, over a shelf that keeps logs from visit to visit. */
export function createLogDesk(shelf: LogShelf): LogDesk {
  const desk = new Map<string, KeptLog>();
  let last: Found | null = null;
  let pairs: { readonly key: string; readonly otherOf: OtherOf } | null = null;

  async function logOf(id: string): Promise<KeptLog> {
    const log = desk.get(id) ?? (await shelf.get(id));
    if (!log)
      throw new EchoError(
        'not-found',
        'This log is not kept in this browser; drop its file on the page again.',
      );
    desk.set(id, log);
    return log;
  }

  async function put(log: KeptLog): Promise<LogSummary> {
    desk.set(log.id, log);
    await shelf.put(log);
    return summaryOf(log);
  }

  async function othersOf(view: Pick<LogView, 'log' | 'other'>, trials: readonly ReportTrial[]) {
    if (view.other === '') return () => null;
    const key = `${view.log} ${view.other}`;
    if (pairs?.key !== key) pairs = { key, otherOf: pairing(trials, (await logOf(view.other)).trials) };
    return pairs.otherOf;
  }

  async function found(view: LogView) {
    const { trials } = await logOf(view.log);
    const otherOf = await othersOf(view, trials);
    const key = JSON.stringify(view);
    if (last?.key !== key) {
      const indices = indicesOf(trials, view, otherOf);
      const paired = indices.filter((i) => otherOf(trials[i] as ReportTrial, i) !== null).length;
      last = { key, indices, paired };
    }
    const row = (index: number): LogRow => {
      const trial = trials[index] as ReportTrial;
      return { ...trial, index, other: otherOf(trial, index) };
    };
    return { trials, ...last, row };
  }

  async function analysisOf(view: LogView, wantedRisk: number): Promise<ReportAnalysis> {
    const log = await logOf(view.log);
    // Resamples are drawn by place, so that another order would change the last digit of an interval.
    const { indices, trials, row } = await found({ ...view, sort: 'log' });
    if (indices.length === 0) throw new EchoError('not-found', 'No answer is left; take a filter away.');
    const other = view.other === '' ? null : await logOf(view.other);
    const others = other && indices.map((i) => row(i).other).filter((trial) => trial !== null);
    if (other && others?.length === 0)
      throw new EchoError(
        'invalid-input',
        `${other.name} holds no answer to these questions; choose another log.`,
      );
    return analyzeTrials(
      {
        trials: indices.map((i) => trials[i] as ReportTrial),
        ...(others && other && { before: others, labels: { before: other.name, after: log.name } }),
        meta: { title: log.name, source: log.name, notes: log.notes },
      },
      { wantedRisk, mistakes: 20 },
    );
  }

  async function open(file: File, options: ReadLogOptions = {}, run?: RunEvidence): Promise<LogSummary> {
    const named = JSON.stringify(options);
    // Read in another way, a file is another log.
    const id = `${await contentId(file)}${named === '{}' ? '' : `-${shortHash(named)}`}`;
    const known = desk.get(id) ?? (await shelf.get(id));
    if (known) return put(run ? { ...known, run } : known);
    const read = await readLogBlob(file, { ...options, texts: 'all' }).catch((error: unknown) => {
      throw inPageWords(error);
    });
    const notes = logNotes(read);
    const hasBefore = read.before.length > 0;
    const beforeId = hasBefore ? `${id}-before` : null;
    if (beforeId !== null)
      await put({ id: beforeId, name: `${file.name}, before`, notes, trials: read.before, beforeId: null });
    const name = hasBefore ? `${file.name}, after` : file.name;
    return put({ id, name, notes, trials: read.trials, beforeId, ...(run && { run }) });
  }

  return {
    open: (file, options) => open(file, options),
    async openRun(files) {
      const named = (name: string) => files.find((file) => file.name.replace(/^demo-/, '') === name);
      const trials = named('trials.jsonl');
      if (trials === undefined)
        throw new EchoError(
          'not-found',
          'There is no trials.jsonl among these files; choose the folder of a run, or its trials.jsonl and events.jsonl.',
        );
      return open(trials, {}, await evidenceOf(named));
    },
    async run(id) {
      return (await logOf(id)).run ?? null;
    },
    async openTrials(name, trials, benchmark = null) {
      const id = await contentId(new Blob([JSON.stringify(trials)]));
      return put({
        id,
        name,
        notes: ['Answered by the model itself, not read from a file.'],
        trials,
        beforeId: null,
        ...(benchmark && { benchmark }),
      });
    },
    async find(id) {
      const log = desk.get(id) ?? (await shelf.get(id));
      if (!log) return null;
      desk.set(id, log);
      return summaryOf(log);
    },
    async kept() {
      for (const log of await shelf.all()) if (!desk.has(log.id)) desk.set(log.id, log);
      return [...desk.values()].map(summaryOf);
    },
    async remove(id) {
      desk.delete(id);
      last = null;
      pairs = null;
      await shelf.remove(id);
    },
    analyze: analysisOf,
    async rows(view, start, end) {
      const { indices, paired, row } = await found(view);
      return { total: indices.length, paired, rows: indices.slice(start, end).map(row) };
    },
    async row(id, index, other) {
      const { trials } = await logOf(id);
      const trial = trials[index];
      if (trial === undefined) return null;
      const otherOf = await othersOf({ log: id, other }, trials);
      return { ...trial, index, other: otherOf(trial, index) };
    },
    async fingerprints(ids) {
      return fingerprintsOf(await Promise.all(ids.map(logOf)));
    },
    async recalibrate(view, wantedRisk) {
      const { indices, trials } = await found(view);
      const given = indices.map((i) => trials[i] as ReportTrial);
      const best = fitBest(given);
      const { name } = await logOf(view.log);
      const moved = given.map((trial) => ({
        ...trial,
        confidence: Math.min(1, Math.max(0, applyRecalibration(best.map, trial.confidence))),
      }));
      const fitted = { file: name, n: given.length, gain: best.gain };
      return {
        best,
        json: `${JSON.stringify({ ...best.map, fitted }, null, 2)}\n`,
        threshold: selectiveThreshold(moved, { risk: wantedRisk })?.threshold ?? null,
      };
    },
    async export(view, format) {
      const { indices, row } = await found(view);
      const rows = indices.map(row);
      if (format === 'trials') return rowsAsTrials(rows);
      return format === 'csv' ? rowsAsCsv(rows) : rowsAsJson(rows);
    },
  };
}

function summaryOf({ id, name, notes, trials, beforeId, run, benchmark }: KeptLog): LogSummary {
  const values = (of: (trial: ReportTrial) => string | undefined) =>
    [...new Set(trials.map(of))].filter((value) => value !== undefined && value !== '').sort() as string[];
  return {
    id,
    name,
    notes,
    n: trials.length,
    domains: values(({ domain }) => domain),
    difficulties: values(({ difficulty }) => difficulty),
    beforeId,
    hasRun: run !== undefined && run.steps.length > 0,
    benchmark: benchmark ? benchmarkOutcome(benchmark, trials) : null,
  };
}
