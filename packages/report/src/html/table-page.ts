import { htmlEscape } from 'escape-goat';
import { visible } from '../text/visible.js';
import { contentHash } from './content-hash.js';
import { pageStyle } from './page-style.js';

/** A table of a page; its cells are text, whoever wrote them. */
export interface PageTable {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly meaning: string }[];
  readonly rows: readonly (readonly string[])[];
  /** Columns to the left; all others are numbers, which stay whole. */
  readonly textColumns: readonly string[];
}

/** A page of tables. */
export interface TablePage {
  readonly title: string;
  /** What there is to know, in one sentence. */
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly tables: readonly PageTable[];
}

/** Wider than a report; on a phone each row becomes a card, as the worst mistakes of a report do. */
const STYLE = [
  'main{max-width:1160px}li,.verdict{overflow-wrap:anywhere}',
  '.wide-table{overflow-x:auto}.wide-table th,.wide-table td{overflow-wrap:normal;padding-right:18px}',
  '.wide-table .name{display:block;overflow-wrap:anywhere;min-width:14ch}',
  '.interval{display:block;color:var(--muted);font-size:13px}',
  '.meanings{font-size:14px;color:var(--muted);padding-left:18px}.meanings b{color:var(--text)}',
].join('');

/**
 * A page of tables as one HTML file that asks for nothing else and runs no script.
 *
 * A Content-Security-Policy lets in only its own style. Whatever the cells hold is shown as text.
 */
export function tablePageHtml({ title, headline, sentences, tables }: TablePage): string {
  const style = pageStyle() + STYLE;
  const policy = `default-src 'none'; style-src ${contentHash(style)}; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${text(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${text(title)}</h1>`,
    `<p class="verdict">${text(headline)}</p>`,
    `<ul class="why">${sentences.map((each) => `<li>${text(each)}</li>`).join('')}</ul>`,
    ...tables.map(tableHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Text that HTML takes for nothing else, in a direction of its own. */
const text = (of: string) => htmlEscape(visible(of));

function tableHtml({ title, columns, rows, textColumns }: PageTable): string {
  const head = columns.map(({ name }) => `<th scope="col">${text(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, i) => {
      const name = columns[i]?.name ?? '';
      const content = textColumns.includes(name)
        ? `<bdi class="name">${text(cell)}</bdi>`
        : `<span>${numberHtml(cell)}</span>`;
      return `<td data-name="${text(name)}">${content}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const meanings = columns.filter(({ meaning }) => meaning !== '');
  return [
    `<h2>${text(title)}</h2>`,
    `<div class="wide-table" tabindex="0" role="region" aria-label="${text(title)}">`,
    `<table class="mistakes"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`,
    '</div>',
    ...(meanings.length === 0
      ? []
      : [
          `<ul class="meanings">${meanings.map(({ name, meaning }) => `<li><b>${text(name)}</b>: ${text(meaning)}</li>`).join('')}</ul>`,
        ]),
  ].join('\n');
}

/** A value, and its interval below it. */
function numberHtml(cell: string): string {
  const [value = '', interval] = cell.split(/\s(?=\[)/);
  const below = interval === undefined ? '' : ` <span class="number interval">${text(interval)}</span>`;
  return `<span class="number">${text(value)}</span>${below}`;
}
