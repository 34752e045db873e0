const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  deg: '°',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  minus: '−',
  nbsp: '\u00a0',
  ndash: '–',
  quot: '"',
  rdquo: '”',
  rsquo: '’',
  times: '×',
};

/**
 * Replaces HTML entities, numbered or of the common names, once.
 *
 * Those of tags come first, which is faster.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g, (entity, decimal, hex, name) => {
      if (name) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? entity;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    });
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '```': '&#96;&#96;&#96;',
};

/** Escapes what a reader of tags, entities and code fences would take for one. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>]|```/g, (markup) => MARKUP[markup] ?? markup);
}

/** The numbered entity of every UTF-16 unit. */
export function numberedEntities(text: string): string {
  return Array.from({ length: text.length }, (_, i) => `&#${text.charCodeAt(i)};`).join('');
}
