/** What folders in Hugging Face's layout leave out, and write in other ways than ours. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Prompt } from '@echo/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { openHuggingFaceFolder } from './hugging-face-folder.js';

const fixture = fileURLToPath(new URL('../../fixtures/tiny-qwen2', import.meta.url));
const prompt: Prompt = [{ role: 'user', content: 'What is 2 + 2?' }];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'));
  await cp(fixture, folder, { recursive: true });
  await rm(join(folder, 'chat_template.jinja'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, json: unknown) => writeFile(join(folder, name), JSON.stringify(json));

async function change(name: string, changes: object): Promise<void> {
  const json = JSON.parse(await readFile(join(folder, name), 'utf8')) as object;
  await write(name, { ...json, ...changes });
}

async function openTokenizer(options?: ChatTemplateOptions): Promise<Tokenizer> {
  const { tokenizer, weights } = await openHuggingFaceFolder(folder, options);
  await weights.close();
  return tokenizer;
}

const text = (tokenizer: Tokenizer) => tokenizer.decode(tokenizer.applyChatTemplate(prompt));
const says = (word: string) => `${word} {{ messages[0].content }}`;

describe('the chat template', () => {
  const list = [
    { name: 'tool_use', template: says('tools') },
    { name: 'default', template: says('listed') },
  ];

  test('a list of named ones: the one called default', async () => {
    await change('tokenizer_config.json', { chat_template: list });
    expect(text(await openTokenizer())).toBe('listed What is 2 + 2?');
  });

  test('a list without default is refused', async () => {
    await change('tokenizer_config.json', { chat_template: list.slice(0, 1) });
    await expect(openTokenizer()).rejects.toMatchObject({
      code: 'unsupported',
      message: 'The chat templates are tool_use and none is default; give one as chatTemplate.',
    });
    expect(text(await openTokenizer({ chatTemplate: says('mine') }))).toBe('mine What is 2 + 2?');
  });

  test('chat_template.jinja before tokenizer_config.json before chat_template.json', async () => {
    await write('chat_template.json', { chat_template: says('json') });
    expect(text(await openTokenizer())).toBe('json What is 2 + 2?');
    await change('tokenizer_config.json', { chat_template: says('config') });
    expect(text(await openTokenizer())).toBe('config What is 2 + 2?');
    await writeFile(join(folder, 'chat_template.jinja'), says('jinja'));
    expect(text(await openTokenizer())).toBe('jinja What is 2 + 2?');
  });
});

describe('a model without a chat template', () => {
  test('goes through the plain one; nothing but tokenizer.json is needed', async () => {
    expect(text(await openTokenizer())).toBe('User: What is 2 + 2?\n\nAssistant:');
    await rm(join(folder, 'tokenizer_config.json'));
    const bare = await openTokenizer();
    expect(text(bare)).toBe('User: What is 2 + 2?\n\nAssistant:');
    expect(bare.decode(bare.encode('Paris'))).toBe('Paris');
  });

  test('the first token stands before the prompt only where the tokenizer puts it', async () => {
    expect((await openTokenizer()).applyChatTemplate(prompt)[0]).not.toBe(0);
    await change('tokenizer_config.json', { add_bos_token: true });
    expect((await openTokenizer()).applyChatTemplate(prompt)[0]).toBe(0);
    await change('tokenizer_config.json', { add_bos_token: undefined });
    await change('tokenizer.json', {
      post_processor: {
        type: 'TemplateProcessing',
        single: [
          { SpecialToken: { id: '<|endoftext|>', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
        ],
        pair: [],
        special_tokens: { '<|endoftext|>': { id: '<|endoftext|>', ids: [0], tokens: ['<|endoftext|>'] } },
      },
    });
    expect((await openTokenizer()).applyChatTemplate(prompt)[0]).toBe(0);
  });

  test('special tokens may stand in special_tokens_map.json', async () => {
    await write('tokenizer_config.json', {});
    await write('special_tokens_map.json', { eos_token: { content: '<|endoftext|>' } });
    await change('config.json', { eos_token_id: undefined });
    expect((await openTokenizer()).eosTokenIds).toContain(0);
  });
});

describe('a completion ends', () => {
  const endings = async () => [...(await openTokenizer()).eosTokenIds].sort();

  test('at the ends of config.json and of generation_config.json', async () => {
    await change('config.json', { eos_token_id: 0 });
    await write('generation_config.json', { eos_token_id: [0, 7] });
    expect(await endings()).toEqual([0, 2, 7]);
    await write('generation_config.json', { eos_token_id: null });
    expect(await endings()).toEqual([0, 2]);
  });

  test('at a token that ends turns by name, whatever the metadata call the end', async () => {
    await change('config.json', { eos_token_id: 0 });
    await change('tokenizer_config.json', { eos_token: '<|endoftext|>' });
    expect(await endings()).toEqual([0, 2]);
  });

  test('at what the template writes after a reply', async () => {
    const json = JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')) as {
      added_tokens: { content: string }[];
    };
    await write('tokenizer.json', {
      ...json,
      added_tokens: json.added_tokens.map((token, i) =>
        i === 1 ? { ...token, content: '<|stop|>' } : token,
      ),
    });
    await change('config.json', { eos_token_id: 0 });
    await change('tokenizer_config.json', {
      eos_token: '<|endoftext|>',
      chat_template: '{% for m in messages %}{{ m.content }} <|stop|>\n{% endfor %}',
    });
    expect(await endings()).toEqual([0, 1, 2]);
  });

  test.each(['<|eot_id|>', '<|end|>', '<end_of_turn>'])(
    'at %s, also where it is not special',
    async (name) => {
      const json = JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')) as {
        added_tokens: { content: string }[];
      };
      await write('tokenizer.json', {
        ...json,
        added_tokens: json.added_tokens.map((token, i) =>
          i === 1 ? { ...token, content: name, special: false } : token,
        ),
      });
      const tokenizer = await openTokenizer();
      expect(tokenizer.eosTokenIds).toContain(1);
      expect(tokenizer.decode([...tokenizer.encode('Paris'), 1])).toBe('Paris');
      expect([...tokenizer.encode(name)]).not.toContain(1);
    },
  );
});
