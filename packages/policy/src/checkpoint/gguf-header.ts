import type { FileHandle } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { GGMLQuantizationType, gguf } from '@huggingface/gguf';
import type { BlockFormat } from './block-format.js';
import { BLOCK_FORMATS } from './gguf-quants.js';

/** The position of a tensor in a GGUF file. */
export interface GgufEntry {
  readonly format: BlockFormat;
  /** The shape, outermost dimension first, as in Hugging Face's files; the file has it reversed. */
  readonly shape: readonly number[];
  /** Offset in bytes from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

/** A GGUF file's metadata and its table of tensors by llama.cpp's names. */
export interface GgufHeader {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly entries: ReadonlyMap<string, GgufEntry>;
}

/** An error for a truncated or corrupt GGUF file. */
export function corruptGguf(path: string, why: string, cause?: unknown): EchoError {
  return new EchoError('corrupt-file', `The GGUF file ${path} is damaged: ${why}; fetch it again.`, {
    cause,
  });
}

/**
 * Reads the header of a GGUF file.
 *
 * Every tensor must be of a type that is decoded, fill whole blocks and lie inside the file.
 */
export async function readGgufHeader(path: string, file: FileHandle): Promise<GgufHeader> {
  const { size } = await file.stat();
  const magic = Buffer.alloc(4);
  await file.read(magic, 0, 4, 0);
  if (magic.toString('latin1') !== 'GGUF') throw corruptGguf(path, 'it does not begin with the letters GGUF');
  const parsed = await gguf(path, { allowLocalFile: true }).catch((cause: unknown) => {
    throw corruptGguf(
      path,
      `its header cannot be read (${cause instanceof Error ? cause.message : cause})`,
      cause,
    );
  });
  if (parsed.tensorInfoByteRange[1] > size) {
    throw corruptGguf(
      path,
      `its header takes ${parsed.tensorInfoByteRange[1]} bytes and the file has ${size}`,
    );
  }
  const metadata: Readonly<Record<string, unknown>> = { ...parsed.metadata };
  if (!parsed.littleEndian)
    throw unsupported(path, 'its byte order is big-endian', 'use a little-endian file');
  if (Number(metadata['split.count'] ?? 1) > 1)
    throw unsupported(path, 'it is one shard of several', 'merge them with llama-gguf-split');
  const entries = new Map<string, GgufEntry>();
  for (const info of parsed.tensorInfos) {
    const format = BLOCK_FORMATS.get(GGMLQuantizationType[info.dtype] ?? '');
    if (!format) {
      const type = GGMLQuantizationType[info.dtype] ?? `number ${info.dtype}`;
      throw unsupported(
        path,
        `its tensor ${info.name} is of type ${type}`,
        `use one with ${[...BLOCK_FORMATS.keys()].join(', ')}`,
      );
    }
    const shape = info.shape.map(Number).reverse();
    if ((shape.at(-1) ?? 0) % format.blockSize !== 0)
      throw corruptGguf(path, `the rows of ${info.name} are not whole blocks`);
    const begin = Number(parsed.tensorDataOffset + info.offset);
    const end = begin + (shape.reduce((a, b) => a * b, 1) / format.blockSize) * format.blockBytes;
    if (!(end <= size))
      throw corruptGguf(path, `it ends inside the tensor ${info.name}, at ${size} of ${end} bytes`);
    if (entries.has(info.name)) throw corruptGguf(path, `it has two tensors named ${info.name}`);
    entries.set(info.name, { format, shape, begin, end });
  }
  return { metadata, entries };
}

function unsupported(path: string, what: string, remedy: string): EchoError {
  return new EchoError('unsupported', `The GGUF file ${path} is not supported: ${what}; ${remedy}.`);
}
