import { z } from 'zod';

const choice = z.strictObject({ label: z.string().min(1), text: z.string() }).readonly();

/** What counts as right, by kind of answer. */
export const answerKeySchema: z.ZodType<AnswerKey> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), value: z.number() }).readonly(),
  z
    .strictObject({ kind: z.literal('choice'), label: z.string().min(1), choices: z.array(choice).min(2).readonly() })
    .readonly()
    .refine((key) => key.choices.some((c) => c.label === key.label), {
      error: 'label must be the label of one of the choices',
    })
    .refine((key) => new Set(key.choices.map((c) => c.label)).size === key.choices.length, {
      error: 'labels of choices must differ',
    }),
  z
    .strictObject({
      kind: z.literal('text'),
      answer: z.string().min(1),
      aliases: z.array(z.string().min(1)).readonly().optional(),
      match: z.enum(['exact', 'fuzzy']).optional(),
    })
    .readonly(),
]) as z.ZodType<AnswerKey>;

/** A task: plain JSON, one line of a .jsonl file. */
export const taskSchema: z.ZodType<Task> = z
  .strictObject({
    id: z.string().min(1),
    domain: z.string().min(1),
    difficulty: z.enum(['easy', 'medium', 'hard']),
    question: z.string().min(1),
    answerKey: answerKeySchema,
    source: z.string().optional(),
    familiarity: z.enum(['known', 'unknown']).optional(),
  })
  .readonly() as z.ZodType<Task>;

export interface Choice {
  readonly label: string;
  readonly text: string;
}

export type AnswerKey =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'choice'; readonly label: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'text';
      readonly answer: string;
      readonly aliases?: readonly string[];
      readonly match?: 'exact' | 'fuzzy';
    };

export type Difficulty = 'easy' | 'medium' | 'hard';

/** One of the seven built-in domains, or yours. */
export type Domain = string;

export const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard'];
export const DOMAINS = ['math', 'logic', 'factual', 'science', 'medical', 'coding', 'creative'] as const;

export interface Task {
  readonly id: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly question: string;
  readonly answerKey: AnswerKey;
  readonly source?: string;
  /** Whether the fact behind a held-out task occurs in training in another wording (`known`) or not at all. */
  readonly familiarity?: 'known' | 'unknown';
}
