import { buffer } from 'node:stream/consumers';
import { EchoError } from '@echo/core';
import { parseJson } from '@echo/metrics/adapters';
import { decompress } from 'fzstd';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { JsonValue } from '../lines.js';

/** Zstandard, which Inspect's newer versions can write and yauzl does not decode. */
const ZSTD = 93;

/** The JSON files in a ZIP archive whose names are wanted, one after another. */
export async function* zipItems(
  path: string,
  isWanted: (name: string) => boolean,
): AsyncGenerator<JsonValue, void, void> {
  const zip = await openPromise(path, { autoClose: false }).catch((cause) => {
    throw unreadable(path, cause);
  });
  try {
    for await (const entry of entriesOf(path, zip)) {
      const name = entry.fileName;
      if (isWanted(name)) yield { file: path, place: name, value: await jsonOf(path, zip, entry) };
    }
  } finally {
    zip.close();
  }
}

async function* entriesOf(path: string, zip: ZipFile): AsyncGenerator<Entry, void, void> {
  try {
    yield* zip.eachEntry();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function jsonOf(path: string, zip: ZipFile, entry: Entry): Promise<unknown> {
  try {
    const isZstd = entry.compressionMethod === ZSTD;
    const bytes = await buffer(
      await zip.openReadStreamPromise(entry, isZstd ? { decodeFileData: false } : {}),
    );
    return parseJson(new TextDecoder().decode(isZstd ? decompress(bytes) : bytes));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): EchoError {
  const reason = (cause as Error).message.replace(/\.$/, '');
  return new EchoError(
    'corrupt-file',
    `${path} is not an .eval archive that can be read (${reason}); give the file whole, or what \`inspect log dump\` prints of it.`,
    { cause },
  );
}
