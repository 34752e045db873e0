import { EchoError } from '@echo/core';
import { parseJson } from '@echo/metrics/adapters';
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Decompress } from 'fzstd';
import type { JsonValue } from '../lines.js';
import { bytesOf, type NamedBlob } from './blob-bytes.js';

/** The JSON files in a ZIP archive whose names are wanted, one after another, as its bytes come. */
export async function* zipItems(
  file: NamedBlob,
  isWanted: (name: string) => boolean,
): AsyncGenerator<JsonValue, void, void> {
  const items: JsonValue[] = [];
  const unzip = new Unzip((entry) => {
    if (!isWanted(entry.name)) return;
    collect(entry, (text) => items.push({ file: file.name, place: entry.name, value: parseJson(text) }));
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipZstd);
  try {
    await expectEnd(file);
    for await (const chunk of bytesOf(file.stream())) {
      unzip.push(chunk);
      yield* items.splice(0);
    }
    unzip.push(new Uint8Array(0), true);
  } catch (cause) {
    throw new EchoError(
      'corrupt-file',
      `${file.name} is not an .eval archive that can be read (${(cause as Error).message.replace(/\.$/, '')}); give the file whole, or what \`inspect log dump\` prints of it.`,
      { cause },
    );
  }
  yield* items;
}

/** The longest end of an archive: its last record, and a comment of 65,535 bytes. */
const LONGEST_END = 22 + 65_535;

/** Throws where an archive lacks its last record, which a reader of its front would not see. */
async function expectEnd(file: Blob): Promise<void> {
  const end = new Uint8Array(await file.slice(-LONGEST_END).arrayBuffer());
  for (let i = end.length - 22; i >= 0; i--)
    if (end[i] === 0x50 && end[i + 1] === 0x4b && end[i + 2] === 5 && end[i + 3] === 6) return;
  throw new Error('its end is missing');
}

/** Calls back with the text of a file of an archive once all of it has come. */
function collect(file: UnzipFile, onText: (text: string) => void): void {
  const decoder = new TextDecoder();
  let text = '';
  file.ondata = (error, data, isLast) => {
    if (error) throw error;
    text += decoder.decode(data, { stream: !isLast });
    if (isLast) onText(text);
  };
  file.start();
}

type OnData = (error: Error | null, data: Uint8Array, isLast: boolean) => void;

/** Zstandard for fflate, which Inspect's newer versions can write. */
class UnzipZstd {
  static readonly compression = 93;
  ondata: OnData = () => {};
  readonly #stream = new Decompress((data, isLast) => this.ondata(null, data, isLast ?? false));

  push(data: Uint8Array, isLast: boolean): void {
    this.#stream.push(data, isLast);
  }
}
