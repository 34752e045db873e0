import {
  type Completer,
  type CompletionOptions,
  EchoError,
  type Prompt,
  type TextCompletion,
} from '@echo/core';

/** A recorded call: what was asked, how, and what came back; one line of a recording. */
export interface RecordedCall {
  readonly prompt: Prompt;
  /**
   * The sampling options, but for the signal; a call is found whatever its options unless these are given.
   */
  readonly options?: Omit<CompletionOptions, 'signal'>;
  readonly completions: readonly TextCompletion[];
}

/** A completer that hands every call and its completions to `write`, as lines of JSON for a recording. */
export function recording(completer: Completer, write: (line: string) => void | Promise<void>): Completer {
  return {
    complete: async (prompt, options = {}) => {
      const completions = await completer.complete(prompt, options);
      const { signal: _, ...asked } = options;
      await write(JSON.stringify({ prompt, options: asked, completions: completions.map(plain) }));
      return completions;
    },
  };
}

/**
 * A completer that answers from recorded calls: the text of a JSONL file, or its lines as values.
 *
 * The same prompt recorded several times gives its completions in turn, the last again and again. Throws
 * `corrupt-file` naming a line that is none, and `not-found` for a prompt that was not recorded.
 */
export function recordedCompleter(recorded: string | readonly RecordedCall[]): Completer {
  const calls = typeof recorded === 'string' ? parseRecording(recorded) : recorded;
  const queues = new Map<string, RecordedCall[]>();
  for (const call of calls) {
    const key = keyOf(call.prompt, call.options);
    const queue = queues.get(key);
    if (queue) queue.push(call);
    else queues.set(key, [call]);
  }
  return {
    complete: async (prompt, options = {}) => {
      const queue = queues.get(keyOf(prompt, options)) ?? queues.get(keyOf(prompt, undefined));
      const call = queue && queue.length > 1 ? queue.shift() : queue?.[0];
      if (!call)
        throw new EchoError(
          'not-found',
          `No recorded call has the prompt ${JSON.stringify(prompt.at(-1)?.content.slice(0, 80) ?? '')} and these options; record it, or evaluate with the settings of the recording.`,
        );
      return call.completions;
    },
  };
}

function parseRecording(text: string): readonly RecordedCall[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      const call = JSON.parse(line) as RecordedCall;
      const isCall =
        Array.isArray(call.prompt) &&
        Array.isArray(call.completions) &&
        call.completions.every((completion) => typeof completion?.text === 'string');
      if (isCall) return [call];
    } catch {}
    throw new EchoError(
      'corrupt-file',
      `Expected line ${i + 1} of the recording to be {"prompt": […], "completions": [{"text": …}]}; remove or mend it.`,
    );
  });
}

function keyOf(prompt: Prompt, options: CompletionOptions | undefined): string {
  const turns = prompt.map(({ role, content }) => [role, content]);
  if (!options) return JSON.stringify(turns);
  const { signal: _, ...asked } = options;
  return JSON.stringify([turns, Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function plain({ text, finishReason, usage, tokens }: TextCompletion): TextCompletion {
  return { text, finishReason, ...(usage && { usage }), ...(tokens && { tokens }) };
}
