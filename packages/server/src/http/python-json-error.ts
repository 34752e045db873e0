/** Why and where Python's `json` would refuse a text, in its words. */
export interface JsonError {
  readonly reason: string;
  readonly position: number;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /null|true|false/y;
const SPACE = /[ \t\n\r]*/y;

class Refusal extends Error {
  readonly position: number;

  constructor(reason: string, position: number) {
    super(reason);
    this.position = position;
  }
}

/**
 * The error of Python's decoder for a text that is no JSON: OpenEnv servers put it into their replies.
 *
 * The text must not be nested deeply.
 */
export function pythonJsonError(text: string): JsonError {
  try {
    const end = skip(SPACE, text, value(text, skip(SPACE, text, 0)));
    if (end < text.length) throw new Refusal('Extra data', end);
    return { reason: 'Expecting value', position: 0 };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message, position: error.position };
    throw error;
  }
}

/** The place after what a pattern matches there. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The place after the value there. */
function value(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return string(text, at);
  if (first === '{') return object(text, skip(SPACE, text, at + 1));
  if (first === '[') return array(text, skip(SPACE, text, at + 1));
  const end = skip(WORD, text, skip(NUMBER, text, at));
  if (end === at) throw new Refusal('Expecting value', at);
  return end;
}

function object(text: string, start: number): number {
  if (text[start] === '}') return start + 1;
  for (let at = start; ; ) {
    if (text[at] !== '"') throw new Refusal('Expecting property name enclosed in double quotes', at);
    at = skip(SPACE, text, string(text, at));
    if (text[at] !== ':') throw new Refusal("Expecting ':' delimiter", at);
    at = skip(SPACE, text, value(text, skip(SPACE, text, at + 1)));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new Refusal("Expecting ',' delimiter", at);
    at = skip(SPACE, text, at + 1);
  }
}

function array(text: string, start: number): number {
  if (text[start] === ']') return start + 1;
  for (let at = start; ; ) {
    at = skip(SPACE, text, value(text, at));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new Refusal("Expecting ',' delimiter", at);
    at = skip(SPACE, text, at + 1);
  }
}

function string(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    while (isPlain(text.charCodeAt(at))) at++;
    const next = text[at];
    if (next === undefined) throw new Refusal('Unterminated string starting at', start);
    if (next === '"') return at + 1;
    if (next !== '\\') throw new Refusal('Invalid control character at', at);
    const escaped = text[at + 1];
    if (escaped === undefined) throw new Refusal('Unterminated string starting at', start);
    if (escaped === 'u' && !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)))
      throw new Refusal('Invalid \\uXXXX escape', at + 1);
    if (!'"\\/bfnrtu'.includes(escaped)) throw new Refusal('Invalid \\escape', at);
    at += escaped === 'u' ? 6 : 2;
  }
}

/** Whether a character stands in a string as itself: no quote, backslash or control character. */
function isPlain(code: number): boolean {
  return code >= 32 && code !== 34 && code !== 92;
}
