import { z } from 'zod';

/** The state of a session's episode; everything but the counts is null before the first reset. */
export const stateSchema = z
  .looseObject({
    episode_id: z.string().nullable().describe('The id of the episode'),
    step_count: z.number().int().describe('The steps taken in the episode'),
    task_id: z.string().nullable().describe('The id of the task'),
    seed: z.union([z.number(), z.string()]).nullable().describe('The seed that drew the task'),
    domain: z.string().nullable().describe('The domain of the question'),
    difficulty: z.string().nullable().describe('The difficulty of the question'),
    done: z.boolean().describe('Whether the episode has ended'),
    total_reward: z.number().describe('The sum of the rewards of the episode'),
  })
  .meta({ title: 'EchoState' });

export type WireState = z.output<typeof stateSchema>;
