import { EchoError } from '@echo/core';
import { parseJson } from '@echo/metrics/adapters';
import { type Entry, open, type ZipFile } from 'yauzl';
import type { JsonValue } from './lines.js';

/** The JSON files in a ZIP archive whose names are wanted, one after another. */
export async function* zipItems(
  path: string,
  isWanted: (name: string) => boolean,
): AsyncGenerator<JsonValue & { readonly name: string }, void, void> {
  const zip = await openZip(path);
  try {
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      const name = entry.fileName;
      if (!isWanted(name)) continue;
      yield { file: path, place: name, name, value: parseJson(await textOf(zip, entry)) };
    }
  } catch (cause) {
    if (cause instanceof EchoError) throw cause;
    throw unreadable(path, cause);
  } finally {
    zip.close();
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(unreadable(path, error)) : resolve(zip),
    );
  });
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const off = () => {
      zip.off('entry', onEntry);
      zip.off('end', onEnd);
      zip.off('error', onError);
    };
    const onEntry = (entry: Entry) => {
      off();
      resolve(entry);
    };
    const onEnd = () => {
      off();
      resolve(null);
    };
    const onError = (error: Error) => {
      off();
      reject(error);
    };
    zip.on('entry', onEntry);
    zip.on('end', onEnd);
    zip.on('error', onError);
    zip.readEntry();
  });
}

function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    });
  });
}

function unreadable(path: string, cause: unknown): EchoError {
  return new EchoError(
    'corrupt-file',
    `${path} is not an .eval archive that can be read (${(cause as Error).message}); give the file whole, or what \`inspect log dump\` prints of it.`,
    { cause },
  );
}
