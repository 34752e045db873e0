import { z } from 'zod';
import { readEmbedded } from './read-embedded.js';

const adversarialNote = z
  .strictObject({ id: z.string().min(1), misconception: z.string().min(1), reference: z.string().min(1) })
  .readonly();

/** What is known of an adversarial task beside its answer. */
export interface AdversarialNote {
  /** The id of the task. */
  readonly id: string;
  /** The popular incorrect answer; where there are choices, the text of one of them. */
  readonly misconception: string;
  /** A source of the correct answer. */
  readonly reference: string;
}

/**
 * The popular incorrect answer of each adversarial task and the source of its correct one.
 *
 * They come in the order of `adversarialTasks()`. Each call reads anew. Throws `not-found` when the file is
 * missing.
 *
 * @example
 * ```ts
 * import { adversarialNotes } from '@echo/tasks/node';
 *
 * adversarialNotes().find(({ id }) => id === 'adversarial-015')?.misconception; // → 'Panama'
 * ```
 */
export function adversarialNotes(): readonly AdversarialNote[] {
  const lines = readEmbedded('adversarial-notes.jsonl').trimEnd().split('\n');
  return lines.map((line) => adversarialNote.parse(JSON.parse(line)));
}
