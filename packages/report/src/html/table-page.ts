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

const STYLE =
  '.wide-table{overflow-x:auto}.wide-table table{min-width:680px}.wide-table .number{white-space:nowrap}';

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
  const isText = columns.map(({ name }) => textColumns.includes(name));
  const head = columns.map(
    ({ name, meaning }) =>
      `<th scope="col">${text(name)}${meaning === '' ? '' : `<span class="meaning">${text(meaning)}</span>`}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row
        .map((cell, i) =>
          isText[i]
            ? `<td><bdi>${text(cell)}</bdi></td>`
            : `<td><span class="number">${text(cell)}</span></td>`,
        )
        .join('')}</tr>`,
  );
  return `<h2>${text(title)}</h2>\n<div class="wide-table" tabindex="0" role="region" aria-label="${text(title)}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}
