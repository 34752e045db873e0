/** One turn of a conversation. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a model is given: the turns so far. The model writes the next one. */
export type Prompt = readonly Message[];
