import { EchoError } from '@echo/core';

const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

const cl100k = (digits: string) =>
  `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;

/** The pre-tokenization of a text, before byte pairs are merged. */
export interface PreTokenization {
  /** Patterns that split the text, one after the other; text between two matches is a piece, too. */
  readonly patterns: readonly string[];
  /** Whether characters are composed first (NFC). */
  readonly compose: boolean;
  /** Whether a piece that is a token is kept, regardless of merges. */
  readonly ignoreMerges: boolean;
}

const of = (patterns: readonly string[], options: Partial<PreTokenization> = {}): PreTokenization => ({
  patterns,
  compose: false,
  ignoreMerges: false,
  ...options,
});

const smollm = of(['\\p{N}', GPT2]);
const qwen2 = of([cl100k('\\p{N}')], { compose: true });
const llama3 = of([cl100k('\\p{N}{1,3}')], { ignoreMerges: true });

/**
 * Pre-tokenizations by `tokenizer.ggml.pre`; patterns are those of the models' own tokenizers, `default` is
 * llama.cpp's.
 */
const PRE_TOKENIZATIONS: ReadonlyMap<string, PreTokenization> = new Map([
  ['smollm', smollm],
  ['qwen2', qwen2],
  ['deepseek-r1-qwen', qwen2],
  ['llama-bpe', llama3],
  ['llama3', llama3],
  ['llama-v3', llama3],
  ['gpt-2', of([GPT2])],
  ['default', of(['[\\p{P}\\$\\+<=>\\^~\\|]+', GPT2, '\\p{N}+', '[0-9][0-9][0-9]'])],
]);

/** The pre-tokenization that a GGUF file calls `name`. */
export function preTokenization(name: string, path: string): PreTokenization {
  const found = PRE_TOKENIZATIONS.get(name);
  if (!found) {
    const known = [...PRE_TOKENIZATIONS.keys()].join(', ');
    throw new EchoError(
      'unsupported',
      `The pre-tokenizer ${JSON.stringify(name)} in ${path} is not supported; use a file with one of ${known}.`,
    );
  }
  return found;
}
