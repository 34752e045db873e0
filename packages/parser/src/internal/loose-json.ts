/** A value of JSON or a dialect: a scalar as written, the items of a list, the entries of an object. */
export type LooseValue = string | readonly LooseValue[] | LooseObject;

export interface LooseObject {
  readonly entries: readonly (readonly [key: string, value: LooseValue])[];
}

const QUOTED_KEY = /\s{0,200}(["'“])([^"'“”\n]{0,100})["'”]\s{0,20}(?:=>|[:=])\s{0,200}/y;
const BARE_KEY = /\s{0,200}([A-Za-z_][\w -]{0,60}?)\s{0,20}:\s{0,200}/y;
const SKIPPED = /(?:[\s,;]{1,200}|\/\/[^\n]{0,200}\n)/y;
const BARE_VALUE = /[^,}\]\n]{1,400}/y;
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”' };
const AFTER_STRING = /\s{0,20}(?:[,;}\]:]|$|\/\/)|\s{0,20}\n\s{0,20}["'“]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
/** Deeper nesting is not read. */
const MAX_DEPTH = 16;

/**
 * The objects in a text, in order, whatever prose stands around them.
 *
 * JSON, Python's dicts, trailing commas, bare keys, comments. What is cut off ends with the text. No
 * character is read twice, so it takes linear time.
 */
export function* looseObjects(
  text: string,
): Generator<LooseObject & { readonly start: number; readonly end: number }> {
  const reader = new Reader(text);
  for (;;) {
    const start = text.indexOf('{', reader.at);
    if (start < 0) return;
    reader.at = start;
    const object = reader.readObject(0);
    if (object.entries.length > 0) yield { ...object, start, end: reader.at };
  }
}

class Reader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The object whose brace stands here; at what is no entry it stops. */
  readObject(depth: number): LooseObject {
    const entries: [string, LooseValue][] = [];
    this.at++;
    for (;;) {
      while (this.#match(SKIPPED));
      const character = this.#text[this.at];
      if (character === '}') this.at++;
      if (character === undefined || character === '}') return { entries };
      const quoted = this.#match(QUOTED_KEY);
      const key = quoted?.[2] ?? this.#match(BARE_KEY)?.[1];
      if (key === undefined) return { entries };
      const value = this.#readValue(depth);
      if (value === null) return { entries };
      entries.push([key, value]);
    }
  }

  #readValue(depth: number): LooseValue | null {
    const character = this.#text[this.at] ?? '';
    if (character === '{') return depth < MAX_DEPTH ? this.readObject(depth + 1) : null;
    if (character === '[') return depth < MAX_DEPTH ? this.#readList(depth + 1) : null;
    const closing = CLOSING[character];
    if (closing !== undefined) return this.#readString(closing);
    return this.#match(BARE_VALUE)?.[0].trim() ?? null;
  }

  #readList(depth: number): LooseValue {
    const items: LooseValue[] = [];
    this.at++;
    for (;;) {
      while (this.#match(SKIPPED));
      const character = this.#text[this.at];
      if (character === ']') this.at++;
      const item = character === undefined || character === ']' ? null : this.#readValue(depth);
      if (item === null) return items;
      items.push(item);
    }
  }

  /** A string up to a quote with a comma, bracket or colon after it; other quotes belong to it. */
  #readString(closing: string): string {
    let value = '';
    for (this.at++; this.at < this.#text.length; this.at++) {
      const character = this.#text[this.at] as string;
      if (character === '\\') {
        this.at++;
        value += this.#escaped();
        continue;
      }
      if (character === closing) {
        AFTER_STRING.lastIndex = this.at + 1;
        if (AFTER_STRING.test(this.#text)) {
          this.at++;
          return value;
        }
      }
      value += character;
    }
    return value;
  }

  /** What the escape whose letter stands here means; of LaTeX, "\frac", the backslash stays. */
  #escaped(): string {
    const rest = this.#text.slice(this.at, this.at + 5);
    const letter = rest[0] ?? '';
    if (/^u[\da-fA-F]{4}/.test(rest)) {
      this.at += 4;
      return String.fromCharCode(Number.parseInt(rest.slice(1), 16));
    }
    if (/["'\\/]/.test(letter)) return letter;
    const isLatex = /^(?:[bf][a-z]|text|time|thet|righ|neq)/.test(rest);
    return isLatex ? `\\${letter}` : (ESCAPES[letter] ?? `\\${letter}`);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }
}
