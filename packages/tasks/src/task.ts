import { z } from 'zod';

const choice = z.strictObject({ label: z.string().min(1), text: z.string() }).readonly();

/** The schema of the built-in answer keys; `task.test.ts` holds its type equal to theirs. */
export const builtinKeySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), value: z.number() }).readonly(),
  z
    .strictObject({
      kind: z.literal('choice'),
      label: z.string().min(1),
      choices: z.array(choice).min(2).readonly(),
    })
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
]);

/** The schema of custom answer keys; `task.test.ts` holds its fields equal to those of `CustomKey`. */
export const customKeySchema = z
  .looseObject({
    kind: z.string().regex(/^[^:]+:./, {
      error: 'must be number, choice, text, or a kind of your own with a colon in it, such as acme:regex',
    }),
    answer: z.string().min(1),
    hint: z.string().optional(),
  })
  .readonly();

/** The schema of an answer key: what counts as correct, by kind of answer. */
export const answerKeySchema: z.ZodType<AnswerKey> = z.union([
  builtinKeySchema,
  customKeySchema,
]) as z.ZodType<AnswerKey>;

/** The schema of the fields of a task; `task.test.ts` holds its type equal to `Task`. */
export const taskFieldsSchema = z
  .strictObject({
    id: z.string().min(1),
    domain: z.string().min(1),
    difficulty: z.enum(['easy', 'medium', 'hard']),
    question: z.string().min(1),
    answerKey: answerKeySchema,
    source: z.string().optional(),
    familiarity: z.enum(['known', 'unknown']).optional(),
  })
  .readonly();

/** The schema of a task: plain JSON, one line of a .jsonl file. */
export const taskSchema = taskFieldsSchema as z.ZodType<Task>;

export interface Choice {
  readonly label: string;
  readonly text: string;
}

/** A number, correct to a relative tolerance. */
export interface NumberKey {
  readonly kind: 'number';
  readonly value: number;
}

/** One of several choices, named by its label. */
export interface ChoiceKey {
  readonly kind: 'choice';
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** A few words. An alias is as correct as the answer; `match` is `exact` unless given. */
export interface TextKey {
  readonly kind: 'text';
  readonly answer: string;
  readonly aliases?: readonly string[];
  readonly match?: 'exact' | 'fuzzy';
}

/** A custom kind of answer, told by the colon in its name, with the fields that its grader reads. */
export interface CustomKey {
  readonly kind: `${string}:${string}`;
  /** A correct answer as text, to show and to learn from. */
  readonly answer: string;
  /** The sentence that tells the model what to answer with; `Answer briefly.` unless given. */
  readonly hint?: string;
  readonly [field: string]: unknown;
}

export type AnswerKey = NumberKey | ChoiceKey | TextKey | CustomKey;

export type Difficulty = 'easy' | 'medium' | 'hard';

/** A domain: one of the seven built-in ones, or your own. */
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
  /** Whether the fact of a held-out task occurs in training in another wording (`known`) or not at all. */
  readonly familiarity?: 'known' | 'unknown';
}
