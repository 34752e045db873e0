import { parseJson } from '@echo/metrics/adapters';
import type { JsonValue } from './lines.js';
import type { TextFile } from './log-source.js';
import { type At, refusal } from './refusal.js';

/** A value of a JSON document with its path, such as `samples[]`. */
export interface JsonItem extends JsonValue {
  readonly path: string;
}

interface Frame {
  readonly array: boolean;
  readonly path: string;
  key: string;
  /** Whether the next string of an object is a key. */
  keyNext: boolean;
  items: number;
}

/** A value that is being read: to be kept, to be passed over, or a key. */
type Purpose = 'keep' | 'pass' | 'key';

const SPACE = new Set([' ', '\n', '\r', '\t', '\ufeff']);
const END_OF_PRIMITIVE = /[\s,\]}]/g;

/**
 * The values of a JSON document at the paths asked for, one after another, without keeping the document.
 *
 * A path names fields with dots and items of lists with `[]`. Python's `NaN` and `Infinity` are read. Throws
 * `invalid-input` naming file and line where the document is not JSON or ends early.
 */
export async function* jsonItems(
  file: TextFile,
  isWanted: (path: string) => boolean,
): AsyncGenerator<JsonItem, void, void> {
  const scanner = new JsonScanner(file.path, isWanted);
  for await (const chunk of file.chunks()) yield* scanner.read(chunk);
  yield* scanner.end();
}

class JsonScanner {
  readonly #file: string;
  readonly #isWanted: (path: string) => boolean;
  readonly #stack: Frame[] = [];
  #line = 1;
  #mode: 'between' | 'string' | 'primitive' = 'between';
  #purpose: Purpose = 'pass';
  #escaped = false;
  /** The text of the wanted value, or of the key, so far. */
  #text = '';
  /** The depth at which the wanted value began; -1 where none is being read. */
  #depth = -1;
  #path = '';
  #start = 1;
  #began = false;
  #done = false;

  constructor(file: string, isWanted: (path: string) => boolean) {
    this.#file = file;
    this.#isWanted = isWanted;
  }

  *read(chunk: string): Generator<JsonItem, void, void> {
    let i = 0;
    while (i < chunk.length) {
      if (this.#mode === 'string') {
        const end = this.#endOfString(chunk, i);
        this.#take(chunk, i, end.at);
        i = end.at;
        if (end.closed) {
          this.#mode = 'between';
          if (this.#purpose === 'key') this.#setKey();
          else yield* this.#ended();
        }
      } else if (this.#mode === 'primitive') {
        END_OF_PRIMITIVE.lastIndex = i;
        const end = END_OF_PRIMITIVE.exec(chunk)?.index ?? chunk.length;
        this.#take(chunk, i, end);
        i = end;
        if (end < chunk.length) {
          this.#mode = 'between';
          yield* this.#ended();
        }
      } else {
        const char = chunk[i] as string;
        yield* this.#between(char);
        i++;
      }
    }
  }

  *end(): Generator<JsonItem, void, void> {
    if (this.#mode === 'primitive' && this.#stack.length === 0) {
      this.#mode = 'between';
      yield* this.#ended();
    }
    if (this.#stack.length > 0 || this.#mode !== 'between' || !this.#began)
      throw refusal(
        this.#at(),
        this.#began
          ? 'the file ends in the middle of a JSON value; give the file whole'
          : 'the file is empty; give the log of an evaluation',
      );
  }

  *#between(char: string): Generator<JsonItem, void, void> {
    if (char === '\n') this.#line++;
    const top = this.#stack.at(-1);
    if (SPACE.has(char)) {
      if (this.#depth >= 0) this.#text += char;
      return;
    }
    if (char === '}' || char === ']') {
      if (!top || top.array !== (char === ']')) throw this.#unexpected(char);
      this.#stack.pop();
      if (this.#depth >= 0) this.#text += char;
      yield* this.#ended();
      return;
    }
    if (char === ',' || char === ':') {
      if (!top) throw this.#unexpected(char);
      if (this.#depth >= 0) this.#text += char;
      if (char === ',' && !top.array) top.keyNext = true;
      return;
    }
    this.#begin(char, top);
  }

  #begin(char: string, top: Frame | undefined): void {
    if (!top && this.#done) throw this.#unexpected(char);
    if (top && !top.array && top.keyNext) {
      if (char !== '"') throw this.#unexpected(char);
      this.#mode = 'string';
      this.#purpose = 'key';
      if (this.#depth >= 0) this.#text += char;
      else this.#text = char;
      return;
    }
    if (!top && char !== '{' && char !== '[') throw this.#unexpected(char);
    this.#began = true;
    const path = pathWithin(top);
    if (this.#depth < 0 && this.#isWanted(path)) {
      this.#depth = this.#stack.length;
      this.#text = '';
      this.#path = path;
      this.#start = this.#line;
    }
    this.#purpose = this.#depth >= 0 ? 'keep' : 'pass';
    if (this.#depth >= 0) this.#text += char;
    if (top) top.items++;
    if (char === '{' || char === '[')
      this.#stack.push({ array: char === '[', path, key: '', keyNext: char === '{', items: 0 });
    else if (char === '"') this.#mode = 'string';
    else if (/[-\dtfnNI]/.test(char)) this.#mode = 'primitive';
    else throw this.#unexpected(char);
  }

  /** A value has ended: the wanted one, if it began at this depth. */
  *#ended(): Generator<JsonItem, void, void> {
    if (this.#stack.length === 0) this.#done = true;
    if (this.#depth !== this.#stack.length) return;
    this.#depth = -1;
    const at: At = { file: this.#file, place: `line ${this.#start}` };
    let value: unknown;
    try {
      value = parseJson(this.#text);
    } catch {
      throw refusal(at, `expected JSON, got ${JSON.stringify(this.#text.slice(0, 40))}; mend or remove it`);
    }
    this.#text = '';
    yield { ...at, path: this.#path, value };
  }

  #setKey(): void {
    const top = this.#stack.at(-1) as Frame;
    top.keyNext = false;
    if (this.#depth < 0) {
      top.key = JSON.parse(this.#text) as string;
      this.#text = '';
    }
    this.#purpose = this.#depth >= 0 ? 'keep' : 'pass';
  }

  #take(chunk: string, from: number, to: number): void {
    if (this.#depth >= 0 || this.#purpose === 'key') this.#text += chunk.slice(from, to);
  }

  /** Where the string that is being read ends in a chunk: after its quote, or with the chunk. */
  #endOfString(chunk: string, from: number): { at: number; closed: boolean } {
    for (let i = from; i < chunk.length; i++) {
      if (this.#escaped) {
        this.#escaped = false;
        continue;
      }
      const code = chunk.charCodeAt(i);
      if (code === 0x5c) this.#escaped = true;
      else if (code === 0x22) return { at: i + 1, closed: true };
    }
    return { at: chunk.length, closed: false };
  }

  #at(): At {
    return { file: this.#file, place: `line ${this.#line}` };
  }

  #unexpected(char: string) {
    return refusal(
      this.#at(),
      `expected JSON, got ${JSON.stringify(char)}; give the file as the tool wrote it`,
    );
  }
}

function pathWithin(top: Frame | undefined): string {
  if (!top) return '';
  if (top.array) return `${top.path}[]`;
  return top.path === '' ? top.key : `${top.path}.${top.key}`;
}
