import { decodeEntities } from './entities.js';

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '«': '»',
  '„': '“',
};
/** What an answer may be wrapped in, as it begins or ends; `formatResponse` writes these as entities. */
export const WRAPPING: RegExp = /^[\s"'`“‘«„*]|[\s"'`”’»“*]$/;

/** An answer without surrounding space, code fence, emphasis and quotes, its entities decoded. */
export function cleanAnswer(written: string): string {
  let text = withoutFence(written.trim());
  for (let inner = unwrapped(text); inner !== null; inner = unwrapped(text)) text = inner;
  return decodeEntities(text);
}

/** The lines within a Markdown code fence that is all of the text. */
function withoutFence(text: string): string {
  if (!text.startsWith('```') || !text.endsWith('```') || text.length < 6) return text;
  const inner = text.slice(3, -3);
  const firstLine = inner.slice(0, Math.max(0, inner.indexOf('\n')));
  return (/^[\w+#-]*\s*$/.test(firstLine) ? inner.slice(firstLine.length) : inner).trim();
}

/** What is within one pair of quotes or emphasis marks around all of the text, or null. */
function unwrapped(text: string): string | null {
  if (text.length < 3) return text === '""' || text === "''" ? '' : null;
  const mark = text.startsWith('**') ? '**' : (text[0] ?? '');
  const closing = mark.startsWith('*') ? mark : QUOTES[mark];
  if (closing === undefined || !text.endsWith(closing) || text.length <= 2 * mark.length) return null;
  const inner = text.slice(mark.length, -closing.length);
  return inner.includes(mark) || inner.includes(closing) ? null : inner.trim();
}
