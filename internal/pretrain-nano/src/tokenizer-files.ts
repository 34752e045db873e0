import { byteAlphabet, learnMerges, preTokenize } from './byte-pairs.js';

const SPECIAL = ['<|end|>', '<|user|>', '<|reply|>'];
const TAGS = ['<confidence>', '</confidence>', '<answer>', '</answer>'];

/**
 * Only the user's turn is rendered: it holds all a question needs, and a model this small has no use for the
 * instructions.
 */
const TEMPLATE =
  "{%- for message in messages -%}{%- if message.role == 'system' -%}{%- elif message.role == 'user' -%}<|user|>{{ message.content }}" +
  "{%- elif message.role == 'assistant' -%}<|reply|>{{ message.content }}<|end|>{%- endif -%}{%- endfor -%}" +
  '{%- if add_generation_prompt -%}<|reply|>{%- endif -%}';

/**
 * The files of a byte-level BPE tokenizer of `vocabSize` tokens learned from `texts`; the first three ids are
 * special, the next four the tags.
 */
export function tokenizerFiles(
  texts: readonly string[],
  vocabSize: number,
): { tokenizer: object; config: object } {
  const words = new Map<string, number>();
  const tags = new RegExp(TAGS.join('|'), 'g');
  for (const text of texts) {
    for (const part of text.split(tags))
      for (const word of preTokenize(part)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  const fixed = [...SPECIAL, ...TAGS];
  const alphabet = byteAlphabet();
  const merges = learnMerges(words, vocabSize - fixed.length - alphabet.length);
  const vocab = Object.fromEntries(
    [...fixed, ...alphabet, ...merges.map((pair) => pair.join(''))].map((token, id) => [token, id]),
  );
  const added = fixed.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: SPECIAL.includes(content),
  }));
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: added,
      normalizer: null,
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel],
      },
      post_processor: null,
      decoder: byteLevel,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab,
        merges,
      },
    },
    config: {
      tokenizer_class: 'PreTrainedTokenizerFast',
      eos_token: '<|end|>',
      pad_token: '<|end|>',
      chat_template: TEMPLATE,
    },
  };
}
