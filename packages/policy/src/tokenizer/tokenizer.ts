import { EchoError, type Prompt } from '@echo/core';
import { Template } from '@huggingface/jinja';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';

/** Text to token ids and back, and prompts through the model's chat template. */
export interface Tokenizer {
  readonly vocabSize: number;
  /** Tokens that end a completion. */
  readonly eosTokenIds: readonly number[];
  /** Plain text: what looks like a special token is text. */
  encode(text: string): Int32Array;
  /** Special tokens are left out; a character cut in the middle becomes U+FFFD. */
  decode(ids: ArrayLike<number>): string;
  /** The prompt as the model expects it, ready for the reply. Messages cannot smuggle special tokens in. */
  applyChatTemplate(prompt: Prompt): Int32Array;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special?: boolean;
}

/** A tokenizer from the contents of tokenizer.json and tokenizer_config.json; `eosTokenIds` adds to the configured end token. */
export function tokenizerFromFiles(
  tokenizerJson: object,
  tokenizerConfig: object,
  eosTokenIds: readonly number[] = [],
): Tokenizer {
  const json = tokenizerJson as { added_tokens?: readonly AddedToken[] };
  const config = tokenizerConfig as Record<string, unknown>;
  const added = json.added_tokens ?? [];
  const special = added.filter((token) => token.special);
  const trusted = build(json, config);
  const plain = build({ ...json, added_tokens: added.filter((token) => !token.special) }, config);
  const ends = new Set(eosTokenIds);
  const eos = tokenText(config.eos_token);
  const eosId = eos === undefined ? undefined : trusted.token_to_id(eos);
  if (eosId !== undefined) ends.add(eosId);
  const template = compile(config.chat_template);
  const encodeTrusted = (text: string) => trusted.encode(text, { add_special_tokens: false }).ids;
  const encodePlain = (text: string) => plain.encode(text, { add_special_tokens: false }).ids;

  return {
    vocabSize: trusted.get_vocab(true).size,
    eosTokenIds: [...ends],
    encode: (text) => Int32Array.from(encodePlain(text)),
    decode: (ids) =>
      ids.length === 0
        ? ''
        : trusted.decode(Array.from(ids), { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    applyChatTemplate(prompt) {
      const render = (messages: Prompt) =>
        template.render({
          messages,
          add_generation_prompt: true,
          bos_token: tokenText(config.bos_token) ?? '',
          eos_token: eos ?? '',
        });
      const smuggled = prompt.some(({ content }) => special.some((token) => content.includes(token.content)));
      if (!smuggled) return Int32Array.from(encodeTrusted(render(prompt)));
      const marks = prompt.map((_, i) => `\u{f0000}${i}\u{f0001}`);
      const pieces = render(prompt.map((message, i) => ({ ...message, content: marks[i] as string }))).split(
        /\u{f0000}(\d+)\u{f0001}/u,
      );
      return Int32Array.from(
        pieces.flatMap((piece, i) =>
          i % 2 === 0 ? encodeTrusted(piece) : encodePlain(prompt[Number(piece)]?.content ?? ''),
        ),
      );
    },
  };
}

function build(json: object, config: object): HuggingFaceTokenizer {
  try {
    return new HuggingFaceTokenizer(json, config);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError(
      'unsupported',
      `The tokenizer cannot be built (${reason}); use a model whose tokenizer.json is of a usual kind.`,
      { cause },
    );
  }
}

function compile(source: unknown): Template {
  if (typeof source !== 'string') {
    throw new EchoError(
      'unsupported',
      'The tokenizer has no chat template; use an instruction-tuned model, or add chat_template to its tokenizer_config.json.',
    );
  }
  try {
    return new Template(source);
  } catch (cause) {
    throw new EchoError(
      'unsupported',
      `The chat template cannot be read (${cause instanceof Error ? cause.message : cause}).`,
      { cause },
    );
  }
}

/** A special token is configured as its text or as an object that holds it. */
function tokenText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const content = (value as { content?: unknown } | null | undefined)?.content;
  return typeof content === 'string' ? content : undefined;
}
