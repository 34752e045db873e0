import { EchoError } from '@echo/core';
import { z } from 'zod';
import { floatToHalf, halfToFloat } from './half.js';
import type { ModelWeights } from './model-weights.js';

/** A tensor in memory, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The position of a tensor in a safetensors file. */
export interface SafetensorsEntry {
  readonly dtype: 'F32' | 'F16' | 'BF16';
  readonly shape: readonly number[];
  /** Offset in bytes from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

/** A safetensors file's table of contents, and a way to read one tensor. */
export interface SafetensorsFile {
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** How safetensors are written. */
export interface SafetensorsFormat {
  readonly dtype?: 'F32' | 'F16';
  readonly metadata?: Readonly<Record<string, string>>;
}

const WIDTH = { F32: 4, F16: 2, BF16: 2 } as const;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});

/** An error for a truncated or corrupt safetensors file. */
export function corruptSafetensors(path: string, why: string): EchoError {
  return new EchoError('corrupt-file', `The weight file ${path} is damaged: ${why}; fetch it again.`);
}

/**
 * Reads the header of a safetensors file of `size` bytes and checks it.
 *
 * Every tensor must lie inside the file, have as many bytes as its shape needs, and overlap no other.
 *
 * @param read gives `length` bytes of the file from `position`, fewer only where the file ends.
 */
export async function readSafetensorsHeader(
  path: string,
  size: number,
  read: (position: number, length: number) => Promise<Uint8Array>,
): Promise<ReadonlyMap<string, SafetensorsEntry>> {
  const tooLong = () => corruptSafetensors(path, 'its header is longer than the file');
  if (size < 8) throw tooLong();
  const prefix = await read(0, 8);
  const length = Number(new DataView(prefix.buffer, prefix.byteOffset, 8).getBigUint64(0, true));
  if (length > size - 8 || length > 100_000_000) throw tooLong();
  const entries = new Map<string, SafetensorsEntry>();
  for (const [name, value] of Object.entries(parseHeader(path, await read(8, length)))) {
    if (name === '__metadata__') continue;
    entries.set(name, entryOf(path, { name, value, headerEnd: 8 + length, size }));
  }
  let last = 0;
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin)) {
    if (begin < last) throw corruptSafetensors(path, `the tensor ${name} overlaps another`);
    last = end;
  }
  return entries;
}

function parseHeader(path: string, bytes: Uint8Array): object {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as object;
  } catch {
    throw corruptSafetensors(path, 'its header is not JSON');
  }
}

function entryOf(
  path: string,
  { name, value, headerEnd, size }: { name: string; value: unknown; headerEnd: number; size: number },
): SafetensorsEntry {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) throw corruptSafetensors(path, `the entry of ${name} in its header is not valid`);
  const { dtype, shape, data_offsets } = parsed.data;
  if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
    throw new EchoError(
      'unsupported',
      `The tensor ${name} in ${path} is of type ${dtype}, which is not supported; convert it to F32, F16 or BF16.`,
    );
  }
  const [begin, end] = data_offsets.map((offset) => offset + headerEnd) as [number, number];
  const bytes = shape.reduce((a, b) => a * b, 1) * WIDTH[dtype];
  if (end > size)
    throw corruptSafetensors(path, `it ends inside the tensor ${name}, at ${size} of ${end} bytes`);
  if (end - begin !== bytes)
    throw corruptSafetensors(
      path,
      `the tensor ${name} has ${end - begin} bytes where its shape asks for ${bytes}`,
    );
  return { dtype, shape, begin, end };
}

/** The 32-bit floats of a tensor's bytes, which must be a buffer of their own. */
export function tensorFloats(bytes: Uint8Array, dtype: SafetensorsEntry['dtype']): Float32Array {
  if (dtype === 'F32') return new Float32Array(bytes.buffer);
  const halves = new Uint16Array(bytes.buffer);
  if (dtype === 'F16') return Float32Array.from(halves, halfToFloat);
  const words = Uint32Array.from(halves, (bits) => bits << 16);
  return new Float32Array(words.buffer);
}

/** A safetensors file whose bytes are in memory; `name` stands for it in errors. */
export async function safetensorsFromBytes(bytes: Uint8Array, name: string): Promise<SafetensorsFile> {
  const entries = await readSafetensorsHeader(name, bytes.length, async (position, length) =>
    bytes.subarray(position, position + length),
  );
  return {
    entries,
    read: async (tensor) => {
      const entry = entries.get(tensor);
      if (!entry) throw new EchoError('not-found', `The weight file ${name} has no tensor ${tensor}.`);
      return tensorFloats(bytes.slice(entry.begin, entry.end), entry.dtype);
    },
    close: async () => {},
  };
}

/** All tensors of a safetensors file, which is closed afterwards. */
export async function allTensors(file: SafetensorsFile): Promise<ReadonlyMap<string, StoredTensor>> {
  try {
    const tensors = new Map<string, StoredTensor>();
    for (const [name, { shape }] of file.entries) tensors.set(name, { shape, data: await file.read(name) });
    return tensors;
  } finally {
    await file.close();
  }
}

/** The weights of a model in several safetensors files. */
export function weightsOf(files: readonly SafetensorsFile[]): ModelWeights {
  const holder = (name: string): SafetensorsFile => {
    const file = files.find((f) => f.entries.has(name));
    if (!file) throw new EchoError('not-found', `The weights have no tensor ${name}.`);
    return file;
  };
  return {
    names: () => files.flatMap((file) => [...file.entries.keys()]),
    shape: (name) => holder(name).entries.get(name)?.shape ?? [],
    read: (name) => holder(name).read(name),
    close: async () => {
      await Promise.all(files.map((file) => file.close()));
    },
  };
}

/** The parts of a safetensors file of F32 or F16 tensors, in order: its header, then one part a tensor. */
export function* safetensorsParts(
  tensors: Readonly<Record<string, StoredTensor>>,
  { dtype = 'F32', metadata = {} }: SafetensorsFormat = {},
): Generator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...metadata } };
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const end = offset + data.length * WIDTH[dtype];
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.length / 8) * 8;
  const text = new Uint8Array(8 + length).fill(0x20);
  new DataView(text.buffer).setBigUint64(0, BigInt(length), true);
  text.set(json, 8);
  yield text;
  for (const { data } of Object.values(tensors)) {
    const values = dtype === 'F32' ? data : Uint16Array.from(data, floatToHalf);
    yield new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  }
}
