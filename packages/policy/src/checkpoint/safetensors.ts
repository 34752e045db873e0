import { open, readFile } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import { z } from 'zod';
import { floatToHalf, halfToFloat } from './half.js';

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

const WIDTH = { F32: 4, F16: 2, BF16: 2 } as const;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().min(0)),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
});

/** An open safetensors file: its table of contents, and a way to read one tensor. */
export interface SafetensorsFile {
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  read(name: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Opens a safetensors file and checks its header.
 *
 * Every tensor must lie inside the file, have as many bytes as its shape needs, and overlap no other.
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, 'r').catch((cause) => {
    throw new EchoError(
      'not-found',
      `The weight file ${path} cannot be opened (${cause.message}); check the path.`,
      { cause },
    );
  });
  try {
    const { size } = await file.stat();
    const entries = await readHeader(path, size, (buffer, position) =>
      file.read(buffer, 0, buffer.length, position),
    );
    return {
      entries,
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw new EchoError('not-found', `The weight file ${path} has no tensor ${name}.`);
        const bytes = new Uint8Array(entry.end - entry.begin);
        for (let at = 0; at < bytes.length; ) {
          const { bytesRead } = await file.read(
            bytes,
            at,
            Math.min(bytes.length - at, 2 ** 30),
            entry.begin + at,
          );
          if (bytesRead === 0) throw corrupt(path, `it ends inside the tensor ${name}`);
          at += bytesRead;
        }
        return toFloats(bytes, entry.dtype);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function corrupt(path: string, why: string): EchoError {
  return new EchoError('corrupt-file', `The weight file ${path} is damaged: ${why}; fetch it again.`);
}

async function readHeader(
  path: string,
  size: number,
  read: (buffer: Uint8Array, position: number) => Promise<unknown>,
): Promise<ReadonlyMap<string, SafetensorsEntry>> {
  const prefix = Buffer.alloc(8);
  await read(prefix, 0);
  const length = Number(prefix.readBigUInt64LE());
  if (size < 8 || length > size - 8 || length > 100_000_000)
    throw corrupt(path, 'its header is longer than the file');
  const text = Buffer.alloc(length);
  await read(text, 8);
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text.toString('utf8')) as Record<string, unknown>;
  } catch {
    throw corrupt(path, 'its header is not JSON');
  }
  const entries = new Map<string, SafetensorsEntry>();
  for (const [name, value] of Object.entries(json)) {
    if (name === '__metadata__') continue;
    const parsed = entrySchema.safeParse(value);
    if (!parsed.success) throw corrupt(path, `the entry of ${name} in its header is not valid`);
    const { dtype, shape, data_offsets } = parsed.data;
    if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
      throw new EchoError(
        'unsupported',
        `The tensor ${name} in ${path} is of type ${dtype}, which is not supported; convert it to F32, F16 or BF16.`,
      );
    }
    const [begin, end] = data_offsets.map((offset) => offset + 8 + length) as [number, number];
    const bytes = shape.reduce((a, b) => a * b, 1) * WIDTH[dtype];
    if (end > size) throw corrupt(path, `it ends inside the tensor ${name}, at ${size} of ${end} bytes`);
    if (end - begin !== bytes)
      throw corrupt(path, `the tensor ${name} has ${end - begin} bytes where its shape asks for ${bytes}`);
    entries.set(name, { dtype, shape, begin, end });
  }
  let last = 0;
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin)) {
    if (begin < last) throw corrupt(path, `the tensor ${name} overlaps another`);
    last = end;
  }
  return entries;
}

function toFloats(bytes: Uint8Array, dtype: SafetensorsEntry['dtype']): Float32Array {
  if (dtype === 'F32') return new Float32Array(bytes.buffer);
  const halves = new Uint16Array(bytes.buffer);
  if (dtype === 'F16') return Float32Array.from(halves, halfToFloat);
  const words = Uint32Array.from(halves, (bits) => bits << 16);
  return new Float32Array(words.buffer);
}

/** Reads all tensors of a safetensors file. */
export async function readSafetensors(path: string): Promise<ReadonlyMap<string, StoredTensor>> {
  const file = await openSafetensors(path);
  try {
    const tensors = new Map<string, StoredTensor>();
    for (const [name, { shape }] of file.entries) tensors.set(name, { shape, data: await file.read(name) });
    return tensors;
  } finally {
    await file.close();
  }
}

/**
 * Writes a safetensors file of F32 or F16 tensors, atomically: it is on disk, complete, when this returns.
 *
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from '@echo/policy';
 *
 * await writeSafetensors('w.safetensors', { w: { shape: [2], data: Float32Array.of(1, 2) } });
 * (await readSafetensors('w.safetensors')).get('w'); // → { shape: [2], data: [1, 2] }
 * ```
 */
export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, StoredTensor>>,
  {
    dtype = 'F32',
    metadata = {},
  }: { dtype?: 'F32' | 'F16'; metadata?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...metadata } };
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const end = offset + data.length * WIDTH[dtype];
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header));
  const text = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(text.length));
  try {
    await writeAtomically(path, async (file) => {
      await file.writeFile(Buffer.concat([prefix, text]));
      for (const { data } of Object.values(tensors)) {
        const values = dtype === 'F32' ? data : Uint16Array.from(data, floatToHalf);
        await file.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      }
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EchoError(
      'write-failed',
      `The file ${path} could not be written (${reason}); what was there before is intact, make room and try again.`,
      { cause },
    );
  }
}

/** The parsed JSON of a file; an error says in one sentence what is wrong with it. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new EchoError(
      'not-found',
      `The file ${path} is missing; the folder must hold a whole model or adapter.`,
      { cause },
    );
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EchoError('corrupt-file', `The file ${path} is not JSON; fetch it again.`, { cause });
  }
}
