/** One turn of a conversation. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * A prompt: the turns of a conversation so far.
 *
 * The model writes the next one.
 */
export type Prompt = readonly Message[];
