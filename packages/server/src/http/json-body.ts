import type { FastifyInstance } from 'fastify';
import { ValidationFault } from '../environment/parse-action.js';
import { pythonJsonError } from './python-json-error.js';

/** The deepest nesting of arrays and objects that is read. */
const MAX_DEPTH = 64;

/** The body `null`, which is not the same as no body: Fastify gives null for that. */
export const JSON_NULL = Symbol('null');

/**
 * Reads bodies as OpenEnv servers do: JSON by content type, anything else as text, nothing as no body.
 *
 * Unless strict, a body without a JSON content type is read as JSON where it is JSON, as `curl -d` sends it.
 */
export function addBodyParsers(app: FastifyInstance, strict: boolean): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/([\w.-]+\+)?json/,
    { parseAs: 'string' },
    async (_: unknown, body: string) => (body === '' ? undefined : parseBody(body)),
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, body: string) => {
    if (body === '') return undefined;
    if (strict || !/^\s*[{[]/.test(body)) return body;
    return parseBody(body);
  });
}

function parseBody(text: string): unknown {
  const read = readJson(text);
  if (read.ok) return read.value ?? JSON_NULL;
  throw new ValidationFault([
    {
      type: 'json_invalid',
      loc: ['body', read.position],
      msg: 'JSON decode error',
      input: {},
      ctx: { error: read.reason },
    },
  ]);
}

/** A JSON text that was read, or why and where it could not be. */
export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly position: number };

/** Reads JSON; refuses nesting deeper than 64, which no request needs and recursion would not survive. */
export function readJson(text: string): ReadJson {
  const tooDeep = mayBeDeep(text) ? depthExceeded(text) : null;
  if (tooDeep !== null) return { ok: false, reason: `nested deeper than ${MAX_DEPTH}`, position: tooDeep };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, ...pythonJsonError(text) };
  }
}

/** Whether a text opens more brackets than may be nested; counting them is cheaper than reading it. */
function mayBeDeep(text: string): boolean {
  let opened = 0;
  for (const bracket of ['[', '{'])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++opened > MAX_DEPTH) return true;
  return false;
}

/** The place where nesting first exceeds the limit, or null. */
function depthExceeded(text: string): number | null {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 92) i++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 || code === 123) {
      depth++;
      if (depth > MAX_DEPTH) return i;
    } else if (code === 93 || code === 125) depth--;
  }
  return null;
}
