import { EchoError } from '@echo/core';
import { z } from 'zod';
import type { ChatTemplateOptions } from './chat-template.js';
import { preTokenization } from './gguf-pre-tokenizers.js';
import { type Tokenizer, tokenizerFromFiles } from './tokenizer.js';

const id = z.union([z.number(), z.bigint()]).transform(Number);

const schema = z.looseObject({
  'tokenizer.ggml.model': z.string(),
  'tokenizer.ggml.pre': z.string().default('default'),
  'tokenizer.ggml.tokens': z.array(z.string()).min(1),
  'tokenizer.ggml.token_type': z.array(z.number().int()).optional(),
  'tokenizer.ggml.scores': z.array(z.number()).optional(),
  'tokenizer.ggml.merges': z.array(z.string()).optional(),
  'tokenizer.ggml.add_space_prefix': z.boolean().optional(),
  'tokenizer.ggml.add_bos_token': z.boolean().optional(),
  'tokenizer.ggml.bos_token_id': id.optional(),
  'tokenizer.ggml.eos_token_id': id.optional(),
  'tokenizer.ggml.eot_token_id': id.optional(),
  'tokenizer.ggml.eom_token_id': id.optional(),
  'tokenizer.ggml.unknown_token_id': id.optional(),
  'tokenizer.chat_template': z.string().optional(),
});

type Metadata = z.infer<typeof schema>;

/** Token types of the GGUF format. */
const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const USER_DEFINED = 4;

const SPACE = '\u2581';

/**
 * The tokenizer that a GGUF file's metadata describe: byte-level BPE (`gpt2`) or SentencePiece by scores
 * (`llama`).
 */
export function ggufTokenizer(
  metadata: Readonly<Record<string, unknown>>,
  path: string,
  options: ChatTemplateOptions = {},
): Tokenizer {
  const parsed = schema.safeParse(metadata);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EchoError(
      'corrupt-file',
      `The metadata ${issue?.path[0]?.toString()} in ${path} are not what a tokenizer needs (${issue?.message}); fetch it again.`,
    );
  }
  const data = parsed.data;
  const tokens = data['tokenizer.ggml.tokens'];
  const text = (at: number | undefined) => (at === undefined ? null : (tokens[at] ?? null));
  const ends = [
    data['tokenizer.ggml.eos_token_id'],
    data['tokenizer.ggml.eot_token_id'],
    data['tokenizer.ggml.eom_token_id'],
  ];
  return tokenizerFromFiles(
    tokenizerJson(data, path),
    {
      bos_token: text(data['tokenizer.ggml.bos_token_id']),
      eos_token: text(data['tokenizer.ggml.eos_token_id']),
      add_bos_token: data['tokenizer.ggml.add_bos_token'] ?? data['tokenizer.ggml.model'] === 'llama',
      chat_template: data['tokenizer.chat_template'] ?? namedTemplates(metadata),
    },
    ends.filter((end) => end !== undefined),
    options,
  );
}

/**
 * The templates of a file that has some by name and no other, `tokenizer.chat_template.tool_use`; null
 * without any.
 */
function namedTemplates(metadata: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  const prefix = 'tokenizer.chat_template.';
  const named = Object.entries(metadata).filter(([key]) => key.startsWith(prefix));
  if (named.length === 0) return null;
  return Object.fromEntries(named.map(([key, template]) => [key.slice(prefix.length), template]));
}

function tokenizerJson(data: Metadata, path: string): object {
  const kind = data['tokenizer.ggml.model'];
  switch (kind) {
    case 'gpt2':
      return { added_tokens: addedTokens(data), post_processor: null, ...byteLevel(data, path) };
    case 'llama':
      return { added_tokens: addedTokens(data), post_processor: null, ...sentencePiece(data) };
    default:
      throw new EchoError(
        'unsupported',
        `The tokenizer ${JSON.stringify(kind)} in ${path} is not supported; use a file whose tokenizer is gpt2 or llama.`,
      );
  }
}

function typeOf(data: Metadata, at: number): number {
  return data['tokenizer.ggml.token_type']?.[at] ?? NORMAL;
}

function isAdded(data: Metadata, at: number): boolean {
  return [UNKNOWN, CONTROL, USER_DEFINED].includes(typeOf(data, at));
}

function addedTokens(data: Metadata): object[] {
  return data['tokenizer.ggml.tokens'].flatMap((content, at) =>
    isAdded(data, at)
      ? [{ id: at, content, special: typeOf(data, at) !== USER_DEFINED, normalized: false }]
      : [],
  );
}

function vocabulary(data: Metadata): Record<string, number> {
  const tokens = data['tokenizer.ggml.tokens'].map((token, at) => [token, at] as const);
  return Object.fromEntries(tokens.filter(([, at]) => !isAdded(data, at)).reverse());
}

function byteLevel(data: Metadata, path: string): object {
  const { patterns, compose, ignoreMerges } = preTokenization(data['tokenizer.ggml.pre'], path);
  const split = (Regex: string) => ({
    type: 'Split',
    pattern: { Regex },
    behavior: 'Isolated',
    invert: false,
  });
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  return {
    normalizer: compose ? { type: 'NFC' } : null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...patterns.map(split), bytes] },
    decoder: bytes,
    model: {
      type: 'BPE',
      vocab: vocabulary(data),
      merges: (data['tokenizer.ggml.merges'] ?? []).map((merge) => {
        const gap = merge.indexOf(' ', 1);
        return [merge.slice(0, gap), merge.slice(gap + 1)];
      }),
      ignore_merges: ignoreMerges,
    },
  };
}

/**
 * A SentencePiece tokenizer as byte pairs: it joins the neighbours with the best score, so scores order
 * merges.
 */
function sentencePiece(data: Metadata): object {
  const tokens = data['tokenizer.ggml.tokens'];
  const prefix = data['tokenizer.ggml.add_space_prefix'] ?? true;
  const unknown = data['tokenizer.ggml.unknown_token_id'] ?? 0;
  const replace = { type: 'Replace', pattern: { String: ' ' }, content: SPACE };
  return {
    normalizer: {
      type: 'Sequence',
      normalizers: prefix ? [{ type: 'Prepend', prepend: SPACE }, replace] : [replace],
    },
    pre_tokenizer: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(prefix ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      type: 'BPE',
      vocab: { ...vocabulary(data), [tokens[unknown] ?? '<unk>']: unknown },
      merges: mergesFromScores(data),
      unk_token: tokens[unknown] ?? '<unk>',
      fuse_unk: true,
      byte_fallback: true,
    },
  };
}

function mergesFromScores(data: Metadata): [string, string][] {
  const scores = data['tokenizer.ggml.scores'] ?? [];
  const pieces = data['tokenizer.ggml.tokens']
    .map((token, at) => ({ token, score: scores[at] ?? 0, type: typeOf(data, at) }))
    .filter(({ type }) => type === NORMAL);
  const known = new Set(pieces.map(({ token }) => token));
  return pieces
    .sort((a, b) => b.score - a.score)
    .flatMap(({ token }) => {
      const characters = Array.from(token);
      const splits = characters
        .slice(1)
        .map((_, i): [string, string] => [
          characters.slice(0, i + 1).join(''),
          characters.slice(i + 1).join(''),
        ]);
      return splits.filter(([left, right]) => known.has(left) && known.has(right));
    });
}
