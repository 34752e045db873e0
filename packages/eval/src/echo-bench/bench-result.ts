import { EchoError } from '@echo/core';
import { benchPart, type EchoBench } from '@echo/tasks/echo-bench';
import { z } from 'zod';
import { answered, type Trial } from '../trial.js';
import { benchScores, benchScoresSchema } from './bench-scores.js';
import { type BenchSettings, benchSettingsSchema, settingsHash } from './bench-settings.js';

const FORMAT = 'echo-bench-result';

const benchResultSchema = z
  .object({
    format: z.literal(FORMAT),
    formatVersion: z.literal(1),
    /** Whatever its maker calls it: untrusted text. */
    model: z.string().min(1).max(200),
    /** The day of the run, such as `2026-11-28`. */
    date: z.iso.date(),
    settings: benchSettingsSchema,
    /** The SHA-256 of the settings. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Failed calls: with any, a result is not ranked. */
    failed: z.int().min(0),
    /** Share of well-formed completions. */
    formatRate: z.number().min(0).max(1).nullable(),
    all: benchScoresSchema,
    parts: z.record(z.string().max(40), benchScoresSchema).readonly(),
  })
  .strict()
  .readonly();

/** The result of a model on EchoBench: plain JSON, the content of a result file. */
export type BenchResult = z.infer<typeof benchResultSchema>;

/**
 * The result of the trials of a run of EchoBench.
 *
 * Throws `invalid-input` unless there is one trial of each task.
 */
export function benchResult(
  { tasks, parts }: EchoBench,
  trials: readonly Trial[],
  about: { readonly model: string; readonly date: string; readonly settings: BenchSettings },
): BenchResult {
  const ids = new Set(trials.map(({ taskId }) => taskId));
  if (trials.length !== tasks.length || tasks.some(({ id }) => !ids.has(id)))
    throw new EchoError(
      'invalid-input',
      `Expected one trial of each of the ${tasks.length} tasks, got ${trials.length} trials; finish the run first.`,
    );
  const usable = answered(trials);
  const { model, date, settings } = about;
  return {
    format: FORMAT,
    formatVersion: 1,
    model: model.slice(0, 200),
    date,
    settings,
    hash: settingsHash(settings),
    failed: trials.length - usable.length,
    formatRate: usable.length === 0 ? null : usable.filter((t) => t.wellFormed).length / usable.length,
    all: benchScores(usable),
    parts: Object.fromEntries(
      parts.map((part) => [part, benchScores(usable.filter(({ taskId }) => benchPart(taskId) === part))]),
    ),
  };
}

/** The text of a result file. */
export function formatBenchResult(result: BenchResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Whether a JSON value says that it is a result of EchoBench. */
export function isBenchResult(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}

/**
 * The result that a JSON value from anywhere is; `name` is its file, for errors.
 *
 * Throws `invalid-input` for a value that is none, and for one whose numbers contradict each other: hash and
 * settings, parts and whole, score, accuracy and Brier score.
 */
export function parseBenchResult(value: unknown, name: string): BenchResult {
  const parsed = benchResultSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(name, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}`);
  }
  const result = parsed.data;
  const contradiction = contradictionOf(result);
  if (contradiction) throw refusal(name, contradiction);
  return result;
}

function contradictionOf({ settings, hash, failed, all, parts }: BenchResult): string | null {
  if (settingsHash(settings) !== hash) return 'its hash is not that of its settings';
  if (all.n + failed !== settings.tasks) return `it has ${all.n + failed} of ${settings.tasks} trials`;
  if (Object.keys(parts).sort().join() !== [...settings.parts].sort().join())
    return 'its parts are not those of its settings';
  if (Object.values(parts).reduce((sum, { n }) => sum + n, 0) !== all.n)
    return 'its parts do not add up to the whole';
  for (const { score, accuracy, brier } of [all, ...Object.values(parts)])
    if (Math.abs((score.value ?? 0) - ((accuracy.value ?? 0) - (brier.value ?? 0))) > 1e-9)
      return 'a score is not accuracy less Brier score';
  return null;
}

const refusal = (name: string, reason: string): EchoError =>
  new EchoError(
    'invalid-input',
    `${name} is no result of EchoBench (${reason}); remove it, or run the model again.`,
  );
