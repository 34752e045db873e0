import { type FileHandle, open } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { architectureOf } from '../architectures/architectures.js';
import type { ModelConfig } from '../model/model-config.js';
import type { ChatTemplateOptions } from '../tokenizer/chat-template.js';
import { ggufTokenizer } from '../tokenizer/gguf-tokenizer.js';
import { ggufModelConfig } from './gguf-config.js';
import { corruptGguf, type GgufEntry, type GgufHeader, readGgufHeader } from './gguf-header.js';
import { deinterleaveHeads, huggingFaceName } from './gguf-names.js';
import { dequantize } from './gguf-quants.js';
import type { ModelFiles } from './hugging-face.js';
import type { ModelWeights } from './model-weights.js';

/**
 * Opens a GGUF file: shape, tensors and tokenizer of a model. Tensors are decoded to 32-bit
 * floats when they are read, under Hugging Face's names and in its layout. A truncated file is
 * `corrupt-file`; another architecture, tensor type or tokenizer is `unsupported`.
 */
export async function openGguf(path: string, options: ChatTemplateOptions = {}): Promise<ModelFiles> {
  const file = await open(path, 'r').catch((cause) => {
    throw new EchoError(
      'not-found',
      `The GGUF file ${path} cannot be opened (${cause.message}); check the path.`,
      { cause },
    );
  });
  try {
    const header = await readGgufHeader(path, file);
    const rope = header.entries.get('rope_freqs.weight');
    const config = ggufModelConfig(header, rope ? await readEntry(path, file, rope) : null, path);
    return {
      config,
      weights: ggufWeights(path, file, header, config),
      tokenizer: ggufTokenizer(header.metadata, path, options),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function ggufWeights(
  path: string,
  file: FileHandle,
  { entries }: GgufHeader,
  config: ModelConfig,
): ModelWeights {
  const named = new Map<string, GgufEntry>();
  const architecture = architectureOf(config);
  for (const [name, entry] of entries) {
    if (name === 'rope_freqs.weight') continue;
    const mapped = huggingFaceName(name, architecture);
    if (!mapped) {
      throw new EchoError(
        'unsupported',
        `The tensor ${name} in ${path} is not part of a plain ${config.architecture} model; use a file without it.`,
      );
    }
    named.set(mapped, entry);
  }
  const holder = (name: string): GgufEntry => {
    const entry = named.get(name);
    if (!entry) throw new EchoError('not-found', `The GGUF file ${path} has no tensor ${name}.`);
    return entry;
  };
  return {
    names: () => [...named.keys()],
    shape: (name) => holder(name).shape,
    async read(name) {
      const entry = holder(name);
      const values = await readEntry(path, file, entry);
      if (architecture.zeroCentredNorms && name.endsWith('norm.weight'))
        return values.map((gain) => gain - 1);
      const interleaved = architecture.interleavedInGguf && /\.self_attn\.[qk]_proj\./.test(name);
      return interleaved ? deinterleaveHeads(values, config.headDim, entry.shape[1] ?? 1) : values;
    },
    close: () => file.close(),
  };
}

async function readEntry(
  path: string,
  file: FileHandle,
  { begin, end, format }: GgufEntry,
): Promise<Float32Array> {
  const bytes = new Uint8Array(end - begin);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 2 ** 30), begin + at);
    if (bytesRead === 0) throw corruptGguf(path, 'it became shorter while it was read');
    at += bytesRead;
  }
  return dequantize(format, bytes);
}
