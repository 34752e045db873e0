import type { ApiProvider } from 'promptfoo';
import { replyTo } from './questions.ts';

/** A provider that replies from the list. */
export default class Replies implements ApiProvider {
  id(): string {
    return 'replies';
  }

  async callApi(prompt: string): Promise<{ output: string }> {
    return { output: replyTo(prompt) };
  }
}
