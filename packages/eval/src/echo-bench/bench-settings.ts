import { createHash } from 'node:crypto';
import type { SamplingOptions } from '@echo/core';
import { type ReplyFormat, renderPrompt } from '@echo/tasks';
import type { EchoBench } from '@echo/tasks/echo-bench';
import { z } from 'zod';

const DIGEST = /^[0-9a-f]{64}$/;

/** What two results must share to be ranked together. */
export const benchSettingsSchema = z
  .object({
    /** The version of EchoBench. */
    version: z.string().max(40),
    /** The parts that were asked. */
    parts: z.array(z.string().max(40)).min(1).max(20).readonly(),
    /** What `hashTasks` gives for the tasks. */
    tasksHash: z.string().regex(DIGEST),
    /** The number of tasks. */
    tasks: z.int().min(1),
    /** The SHA-256 of the prompts that pose the tasks, in their order. */
    promptsHash: z.string().regex(DIGEST),
    /** The way the confidence was elicited. */
    method: z.string().max(80),
    sampling: z
      .object({
        temperature: z.number().min(0).optional(),
        topP: z.number().optional(),
        topK: z.number().optional(),
        maxTokens: z.int().min(1).optional(),
        stop: z.array(z.string()).readonly().optional(),
        n: z.int().optional(),
        seed: z.union([z.number(), z.string()]).optional(),
      })
      .strict()
      .readonly(),
  })
  .strict()
  .readonly();

/** The settings of a result: tasks, prompts, method and sampling. */
export type BenchSettings = z.infer<typeof benchSettingsSchema>;

/** The settings that a run of EchoBench has; sampling is greedy unless it says otherwise. */
export function benchSettings(
  { version, parts, tasks, hash }: EchoBench,
  {
    method,
    sampling,
    format,
  }: { readonly method: string; readonly sampling: SamplingOptions; readonly format?: ReplyFormat },
): BenchSettings {
  const prompts = tasks.map((task) => JSON.stringify(renderPrompt(task, format)));
  return benchSettingsSchema.parse({
    version,
    parts,
    tasksHash: hash,
    tasks: tasks.length,
    promptsHash: sha256(prompts.join('\n')),
    method,
    sampling: { temperature: 0, ...sampling },
  });
}

/** The SHA-256 of settings, in whatever order their fields are: results are ranked within one. */
export function settingsHash(settings: BenchSettings): string {
  return sha256(JSON.stringify(settings, sortedFields));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function sortedFields(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
