import { BENCHMARKS, taskSchema } from '@echo/tasks';
import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'must be of small letters, digits and hyphens, 64 at most' });

/** The completers that a server names; an address or a key is never among what it tells. */
export const completersSchema = z.strictObject({
  completers: z.array(z.strictObject({ name: z.string() })),
});

/** What a named completer is asked. */
export const completionRequestSchema = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1)
    .max(64),
  max_tokens: z.number().int().min(1).max(8192).optional(),
  temperature: z.number().min(0).max(2).optional(),
  stop: z.array(z.string().min(1)).max(8).optional(),
  stream: z.boolean().optional(),
});

/** The text that a completer wrote, and why it ended. */
export const completionSchema = z.strictObject({
  text: z.string(),
  finish_reason: z.enum(['stop', 'length']),
});

/** An event of a streamed completion: pieces, then an end or an error. */
export const completionEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('piece'), text: z.string() }),
  z.strictObject({ type: z.literal('end') }),
  z.strictObject({ type: z.literal('error'), message: z.string() }),
]);

/** Which completer is evaluated on which tasks: some of a split, those of a benchmark, or those given. */
export const evaluationRequestSchema = z
  .strictObject({
    completer: z.string(),
    split: z.string().optional(),
    limit: z.number().int().min(1).max(5000).optional(),
    benchmark: z.enum(BENCHMARKS).optional(),
    tasks: z.array(taskSchema).min(1).max(5000).optional(),
  })
  .refine(
    ({ split, benchmark, tasks }) =>
      [split, benchmark, tasks].filter((named) => named !== undefined).length <= 1,
    { error: 'must name one of split, benchmark and tasks' },
  );

/** An evaluation: how far it is, and once finished its report in the units of `@echo/eval`. */
export const evaluationSchema = z.strictObject({
  id: z.string(),
  completer: z.string(),
  /** The name of the split or the benchmark; `tasks` where those were given. */
  split: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'cancelled']),
  done: z.number().int(),
  of: z.number().int(),
  error: z.string().nullable(),
  report: z.record(z.string(), z.unknown()).nullable(),
  created_at: z.string(),
});

/**
 * A training run to start: the demo's configuration with another reward, seed and number of steps.
 *
 * `held_out` is the most held-out tasks that are answered before and after; all unless given.
 */
export const runRequestSchema = z.strictObject({
  id: name.optional(),
  reward: z.string().optional(),
  seed: z.number().int().min(0).optional(),
  steps: z.number().int().min(1).max(10_000).optional(),
  held_out: z.number().int().min(1).optional(),
});

const value = z.number().nullable();

/** The measures of one evaluation of a run; the ECE with its 95 % interval. */
const measures = z
  .strictObject({
    n: z.number().int(),
    accuracy: value,
    meanConfidence: value,
    ece: z.strictObject({ value, low: value, high: value }),
    brier: value,
    auroc: value,
    overconfidenceRate: value,
  })
  .nullable();

/** A training run: its state, its steps made and to make, and once finished the measures before and after. */
export const runSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['running', 'paused', 'finished', 'failed']),
  reward: z.string(),
  seed: z.number(),
  steps: z.number().int(),
  of: z.number().int(),
  before: measures,
  after: measures,
  error: z.string().nullable(),
  changed_at: z.string(),
});

/** An event of a run: its steps as they come, then the run as it stopped or ended, or an error. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step'), step: z.record(z.string(), z.unknown()) }),
  z.strictObject({ type: z.literal('end'), run: runSchema }),
  z.strictObject({ type: z.literal('error'), message: z.string() }),
]);

export type WireCompletionRequest = z.output<typeof completionRequestSchema>;
export type WireCompletionEvent = z.output<typeof completionEventSchema>;
export type WireEvaluationRequest = z.output<typeof evaluationRequestSchema>;
export type WireEvaluation = z.output<typeof evaluationSchema>;
export type WireRunRequest = z.output<typeof runRequestSchema>;
export type WireRun = z.output<typeof runSchema>;
export type WireRunEvent = z.output<typeof runEventSchema>;
