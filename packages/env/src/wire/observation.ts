import { z } from 'zod';

const component = z.strictObject({ name: z.string(), score: z.number(), weight: z.number() });

const nullable = <T extends z.ZodType>(type: T, about: string) => type.nullable().describe(about);

/**
 * The observation: the question from a reset on, and after the step how the reply was graded.
 *
 * `reward` and `done` stand beside an observation, never inside; `confidence` is in per cent.
 */
export const observationSchema = z
  .strictObject({
    question: z.string().describe('The question'),
    domain: z.string().describe('The domain of the question, such as math'),
    difficulty: z.enum(['easy', 'medium', 'hard']).describe('The difficulty of the question'),
    prompt: z.string().describe('The whole prompt: the format of a reply, the question and its choices'),
    is_correct: nullable(z.boolean(), 'Whether the answer is correct; null before the step'),
    accuracy: nullable(z.number(), 'Partial credit of the answer in [0, 1]; null before the step'),
    confidence: nullable(z.number(), 'The stated confidence in per cent; null before the step'),
    brier_score: nullable(z.number(), '(confidence / 100 − is_correct)²; null before the step'),
    ece: nullable(z.number(), 'Expected calibration error of the replies of this session so far'),
    feedback: nullable(z.string(), 'What was correct, in a sentence; null before the step'),
    thinking: nullable(z.string(), 'The reasoning before the answer, where there is some'),
    reward_components: nullable(
      z.array(component),
      'The terms of the reward, each worth weight · score; null before the step',
    ),
    metadata: z.record(z.string(), z.unknown()).optional().describe('episode_id, seed and task_id'),
  })
  .meta({ title: 'EchoObservation' });

export type WireObservation = z.output<typeof observationSchema>;

/** The reply to a reset or step: `reward` is null on a reset. */
export const resultSchema = z.strictObject({
  observation: observationSchema,
  reward: z.number().nullable(),
  done: z.boolean(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export type WireResult = z.output<typeof resultSchema>;
