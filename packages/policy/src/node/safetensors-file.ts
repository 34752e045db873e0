import { open } from 'node:fs/promises';
import { EchoError } from '@echo/core';
import { writeAtomically } from '@echo/files/write-atomically';
import {
  allTensors,
  corruptSafetensors,
  readSafetensorsHeader,
  type SafetensorsFile,
  type SafetensorsFormat,
  type StoredTensor,
  safetensorsParts,
  tensorFloats,
} from '../checkpoint/safetensors.js';

/** Opens a safetensors file and checks its header. */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, 'r').catch((cause) => {
    throw new EchoError(
      'not-found',
      `The weight file ${path} cannot be opened (${cause.message}); check the path.`,
      { cause },
    );
  });
  const read = async (position: number, length: number) => {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const { bytesRead } = await file.read(bytes, at, Math.min(length - at, 2 ** 30), position + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.subarray(0, at);
  };
  try {
    const { size } = await file.stat();
    const entries = await readSafetensorsHeader(path, size, read);
    return {
      entries,
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) throw new EchoError('not-found', `The weight file ${path} has no tensor ${name}.`);
        const length = entry.end - entry.begin;
        const bytes = await read(entry.begin, length);
        if (bytes.length < length) throw corruptSafetensors(path, `it ends inside the tensor ${name}`);
        return tensorFloats(bytes, entry.dtype);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Reads all tensors of a safetensors file. */
export async function readSafetensors(path: string): Promise<ReadonlyMap<string, StoredTensor>> {
  return allTensors(await openSafetensors(path));
}

/**
 * Writes a safetensors file of F32 or F16 tensors, atomically: it is on disk, complete, when this returns.
 *
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from '@echo/policy/node';
 *
 * await writeSafetensors('w.safetensors', { w: { shape: [2], data: Float32Array.of(1, 2) } });
 * (await readSafetensors('w.safetensors')).get('w'); // → { shape: [2], data: [1, 2] }
 * ```
 */
export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, StoredTensor>>,
  format: SafetensorsFormat = {},
): Promise<void> {
  try {
    await writeAtomically(path, async (file) => {
      for (const part of safetensorsParts(tensors, format)) await file.writeFile(part);
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
