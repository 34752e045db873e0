import { z } from 'zod';
import { lenientInteger, lenientPositive } from './integer.js';

const identifier = z.string().max(255).nullish();

/** What chooses the question of an episode; `null` is the same as leaving it out. */
export const taskChoice = {
  seed: lenientInteger({ min: 0 }).nullish(),
  episode_id: identifier,
};

/** The body of `POST /reset`. Other keys are kept: those that the environment knows choose the question. */
export const resetRequestSchema = z.looseObject(taskChoice);

/** The body of `POST /step`. */
export const stepRequestSchema = z.looseObject({
  action: z.record(z.string(), z.unknown()),
  timeout_s: lenientPositive.nullish(),
  request_id: identifier,
  ...taskChoice,
});

/** The arguments of a reset that choose the question; seeds of a socket may also be text. */
export const resetChoiceSchema = z.object({
  seed: z.union([z.number().int(), z.string()]).nullish(),
  episode_id: identifier,
  domain: z.string().nullish(),
  difficulty: z.enum(['easy', 'medium', 'hard']).nullish(),
  phase: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish(),
  split: z.string().nullish(),
  index: z.number().int().min(0).nullish(),
});

export type ResetChoice = z.output<typeof resetChoiceSchema>;
