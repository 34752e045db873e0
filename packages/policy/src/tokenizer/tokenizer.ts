import { EchoError, type Prompt } from '@echo/core';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import {
  type ChatTemplateOptions,
  chatTemplateSource,
  createChatTemplate,
  PLAIN_CHAT_TEMPLATE,
} from './chat-template.js';
import { endsTurns, tokenAtStart } from './turn-ends.js';

/** A tokenizer: text to token ids and back, and prompts through the model's chat template. */
export interface Tokenizer {
  readonly vocabSize: number;
  /** Tokens that end a completion. */
  readonly eosTokenIds: readonly number[];
  /** The token ids of plain text; text that looks like a special token is encoded as text. */
  encode(text: string): Int32Array;
  /** The text of token ids. Special tokens are left out; a character cut in the middle becomes U+FFFD. */
  decode(ids: ArrayLike<number>): string;
  /**
   * The token ids of a prompt in the chat template, ready for the reply. Messages cannot contain special
   * tokens.
   */
  applyChatTemplate(prompt: Prompt): Int32Array;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special?: boolean;
}

/**
 * A tokenizer from the contents of tokenizer.json and tokenizer_config.json.
 *
 * A completion ends at `eosTokenIds`, the configured end token, what the template writes after a reply, and
 * tokens that end turns by name. Without a template prompts go through `PLAIN_CHAT_TEMPLATE`.
 */
export function tokenizerFromFiles(
  tokenizerJson: object,
  tokenizerConfig: object,
  eosTokenIds: readonly number[] = [],
  options: ChatTemplateOptions = {},
): Tokenizer {
  const json = tokenizerJson as { added_tokens?: readonly AddedToken[] };
  const config = tokenizerConfig as Record<string, unknown>;
  const added = (json.added_tokens ?? []).map((token) =>
    endsTurns(token.content) ? { ...token, special: true } : token,
  );
  const special = added.filter((token) => token.special);
  const trusted = build({ ...json, added_tokens: added }, config);
  const plain = build({ ...json, added_tokens: added.filter((token) => !token.special) }, config);
  const bos = tokenText(config.bos_token) ?? '';
  const eos = tokenText(config.eos_token) ?? '';
  const own = options.chatTemplate ?? chatTemplateSource(config.chat_template);
  const template =
    own === null
      ? createChatTemplate(
          PLAIN_CHAT_TEMPLATE,
          { bos_token: beginsTexts(trusted, bos, config.add_bos_token) ? bos : '', eos_token: eos },
          options,
        )
      : createChatTemplate(own, { bos_token: bos, eos_token: eos }, options);
  const turnEnds = [
    ...added.filter(({ content }) => endsTurns(content)),
    tokenAtStart(template.afterReply() ?? '', added),
  ].flatMap((token) => token?.id ?? []);
  const eosId = eos === '' ? undefined : trusted.token_to_id(eos);
  const encodeTrusted = (text: string) => trusted.encode(text, { add_special_tokens: false }).ids;
  const encodePlain = (text: string) => plain.encode(text, { add_special_tokens: false }).ids;

  return {
    vocabSize: trusted.get_vocab(true).size,
    eosTokenIds: [...new Set([...eosTokenIds, ...(eosId === undefined ? [] : [eosId]), ...turnEnds])],
    encode: (text) => Int32Array.from(encodePlain(text)),
    decode: (ids) =>
      ids.length === 0
        ? ''
        : trusted.decode(Array.from(ids), { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    applyChatTemplate(prompt) {
      const smuggled = prompt.some(({ content }) => special.some((token) => content.includes(token.content)));
      if (!smuggled) return Int32Array.from(encodeTrusted(template.render(prompt)));
      const marks = prompt.map((_, i) => `\u{f0000}${i}\u{f0001}`);
      const marked = prompt.map((message, i) => ({ ...message, content: marks[i] as string }));
      const pieces = template.render(marked).split(/\u{f0000}(\d+)\u{f0001}/u);
      return Int32Array.from(
        pieces.flatMap((piece, i) =>
          i % 2 === 0 ? encodeTrusted(piece) : encodePlain(prompt[Number(piece)]?.content ?? ''),
        ),
      );
    },
  };
}

/** Whether the tokenizer puts its first token before a text: by the setting, else by what it does. */
function beginsTexts(tokenizer: HuggingFaceTokenizer, bos: string, setting: unknown): boolean {
  if (bos === '' || typeof setting === 'boolean') return setting === true;
  return tokenizer.encode('a', { add_special_tokens: true }).ids[0] === tokenizer.token_to_id(bos);
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

/** The text of a special token, which is configured as its text or as an object that holds it. */
function tokenText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const content = (value as { content?: unknown } | null | undefined)?.content;
  return typeof content === 'string' ? content : undefined;
}
