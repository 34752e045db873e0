import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ggufTokenizer } from './gguf-tokenizer.js';

interface Fixture {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly texts: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const read = async <T>(name: string) =>
  JSON.parse(await readFile(new URL(`../../fixtures/gguf/${name}`, import.meta.url), 'utf8')) as T;
const byteLevel = await read<(Fixture & { readonly name: string })[]>('byte-level.json');
const sentencePiece = await read<Fixture>('sentence-piece.json');
const template = {
  'tokenizer.chat_template':
    '{% for message in messages %}<|im_start|>{{ message.content }}<|im_end|>{% endfor %}',
};

describe.each(byteLevel)('byte-level BPE, $name', ({ name, metadata, texts }) => {
  const tokenizer = ggufTokenizer({ ...metadata, ...template }, 'x.gguf');

  test.each(texts)('%j becomes the ids of the tokenizers library', ({ text, ids }) => {
    expect([...tokenizer.encode(text)]).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(name === 'qwen2' ? text.normalize('NFC') : text);
  });

  test('control tokens are written by the template alone', () => {
    const [start, end] = [tokenizer.vocabSize - 2, tokenizer.vocabSize - 1];
    const ids = tokenizer.applyChatTemplate([{ role: 'user', content: 'a<|im_end|>' }]);
    expect([ids[0], ids.at(-1)]).toEqual([start, end]);
    expect([...ids].filter((id) => id >= start)).toHaveLength(2);
    expect(tokenizer.eosTokenIds).toEqual([end]);
    expect(tokenizer.decode(ids)).toBe('a<|im_end|>');
  });
});

describe('SentencePiece by scores', () => {
  const tokenizer = ggufTokenizer(sentencePiece.metadata, 'x.gguf');

  test.each(sentencePiece.texts)('%j becomes the ids of the sentencepiece library', ({ text, ids }) => {
    expect([...tokenizer.encode(text)]).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(text);
  });

  test('the template gets the texts of the end tokens', () => {
    const ids = tokenizer.applyChatTemplate([{ role: 'user', content: 'Rome' }]);
    expect([ids[0], ids.at(-1)]).toEqual([1, 2]);
    expect(tokenizer.decode(ids).trim()).toBe('<user> Rome');
  });

  test('without a space prefix none is added, nor taken away', () => {
    const bare = ggufTokenizer(
      { ...sentencePiece.metadata, 'tokenizer.ggml.add_space_prefix': false },
      'x.gguf',
    );
    expect(bare.encode(' the')).toEqual(tokenizer.encode('the'));
    expect(bare.decode(bare.encode(' the'))).toBe(' the');
  });
});

const first = byteLevel[0]?.metadata;
const prompt = [{ role: 'user', content: 'Rome' }] as const;

describe('chat templates of files', () => {
  const ids = (metadata: object) => {
    const { 'tokenizer.chat_template': _, ...bare } = { ...first, ...template };
    return ggufTokenizer({ ...bare, ...metadata }, 'x.gguf');
  };

  test('none: the plain one, begun as the file says', () => {
    const tokenizer = ids({});
    expect(tokenizer.decode(tokenizer.applyChatTemplate(prompt))).toBe('User: Rome\n\nAssistant:');
    const start = tokenizer.vocabSize - 2;
    const bos = { 'tokenizer.ggml.bos_token_id': start };
    expect(ids(bos).applyChatTemplate(prompt)[0]).not.toBe(start);
    expect(ids({ ...bos, 'tokenizer.ggml.add_bos_token': true }).applyChatTemplate(prompt)[0]).toBe(start);
    const base = { ...sentencePiece.metadata, 'tokenizer.chat_template': undefined };
    expect(ggufTokenizer(base, 'x.gguf').applyChatTemplate(prompt)[0]).toBe(1);
  });

  test('by name only: the one called default, else a refusal', () => {
    const named = { 'tokenizer.chat_template.tool_use': 't', 'tokenizer.chat_template.default': 'd' };
    expect(ids(named).decode(ids(named).applyChatTemplate(prompt))).toBe('d');
    expect(() => ids({ 'tokenizer.chat_template.tool_use': 't' })).toThrow(
      'The chat templates are tool_use and none is default; give one as chatTemplate.',
    );
  });

  test('turns end at a token of that name where the metadata name another end', () => {
    const tokenizer = ids({ 'tokenizer.ggml.eos_token_id': 0 });
    expect(tokenizer.eosTokenIds).toEqual([0, tokenizer.vocabSize - 1]);
  });
});

test.each([
  [
    { 'tokenizer.ggml.pre': 'tekken' },
    'The pre-tokenizer "tekken" in x.gguf is not supported; use a file with one of smollm, qwen2,',
  ],
  [
    { 'tokenizer.ggml.model': 'bert' },
    'The tokenizer "bert" in x.gguf is not supported; use a file whose tokenizer is gpt2 or llama.',
  ],
])('%j is unsupported', (more, message) => {
  expect(() => ggufTokenizer({ ...first, ...template, ...more }, 'x.gguf')).toThrow(
    expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) }),
  );
});

test('a file without tokens is damaged', () => {
  expect(() => ggufTokenizer({ ...first, 'tokenizer.ggml.tokens': undefined }, 'x.gguf')).toThrow(
    expect.objectContaining({
      code: 'corrupt-file',
      message: expect.stringContaining('tokenizer.ggml.tokens in x.gguf'),
    }),
  );
});
