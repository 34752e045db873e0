import { count, percent } from '@echo/plots';
import { toSvg } from '@echo/plots/render';
import { htmlEscape } from 'escape-goat';
import type { ReportAnalysis } from '../analysis/analyze-trials.js';
import type { Mistake } from '../analysis/worst-mistakes.js';
import { type ReportFigure, reportFigures } from '../figures/report-figures.js';
import { keyNumbers } from '../key-numbers.js';
import { PAGE_SCRIPT } from '../page/page-script.js';
import { provenance } from '../provenance.js';
import { visible } from '../text/visible.js';
import { contentHash } from './content-hash.js';
import { pageStyle } from './page-style.js';

/** The radar shows what the dumbbell shows, less exactly. */
const LEFT_OUT = ['fingerprint-radar'];

const WIDTHS = { wide: 678, narrow: 336 } as const;

export interface ReportHtmlOptions {
  /** The address of the page that opens logs, such as `echo.html` beside the report; none unless given. */
  readonly page?: string;
}

/**
 * The report as one HTML file that asks for nothing else.
 *
 * Figures are inside, in both themes and for two widths; the worst mistakes have a filter. A
 * Content-Security-Policy lets in only its own style and script. Whatever the trials hold is shown as text.
 */
export async function reportHtml(
  analysis: ReportAnalysis,
  { page }: ReportHtmlOptions = {},
): Promise<string> {
  const style = pageStyle();
  const policy = `default-src 'none'; style-src ${contentHash(style)}; script-src ${contentHash(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const figures = reportFigures(analysis).filter(({ name }) => !LEFT_OUT.includes(name));
  const drawn: string[] = [];
  for (const each of figures) drawn.push(await figureHtml(each));
  const { meta, verdict, advice } = analysis;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${text(meta.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${text(meta.title)}</h1>`,
    `<p class="verdict">${text(verdict.headline)}</p>`,
    `<ul class="why">${verdict.sentences.map((each) => `<li>${text(each)}</li>`).join('')}</ul>`,
    '<nav><a href="#figures">figures</a><a href="#worst">worst mistakes</a><a href="#next">what to do next</a><a href="#made">how this was made</a></nav>',
    numbersTable(analysis),
    '<h2 id="figures">Figures</h2>',
    ...drawn,
    '<h2 id="worst">Worst mistakes</h2>',
    mistakesSection(analysis),
    '<h2 id="next">What to do next</h2>',
    `<ul>${advice.map((each) => `<li><b>${text(each.title)}.</b> ${text(each.text)}</li>`).join('')}</ul>`,
    '<h2 id="made">How this was made</h2>',
    `<ul>${provenance(analysis)
      .map((line) => `<li>${text(line)}</li>`)
      .join('')}</ul>`,
    `<p>${everyAnswer(page)}</p>`,
    '</main>',
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Where every answer can be looked at. */
const everyAnswer = (page: string | undefined) =>
  page === undefined
    ? 'To see every answer, run <code>echo-rl serve</code>, open its address, and drop the log on Evaluation.'
    : `To see every answer, open <a href="${htmlEscape(page)}">${htmlEscape(page)}</a> and drop the log on Evaluation.`;

/** Text that HTML takes for nothing else, in a direction of its own. */
const text = (of: string) => htmlEscape(visible(of));

async function figureHtml({ draw }: ReportFigure): Promise<string> {
  const svgs: string[] = [];
  for (const [name, width] of Object.entries(WIDTHS))
    svgs.push(`<div class="drawn ${name}">${compact(await toSvg(draw({ width })))}</div>`);
  return `<figure>${svgs.join('')}</figure>`;
}

/** Leaves out what Vega writes for other readers: classes, hidden backgrounds, the font the page has. */
const compact = (svg: string) =>
  svg
    .replace(/<path class="(?:fore|back)ground"[^>]*d="(?:M0,0h[\d.]+v[\d.]+h-[\d.]+Z)?"[^>]*\/>/g, '')
    .replace(/ (?:class|pointer-events|aria-hidden|aria-roledescription)="[^"]*"| role="graphics[^"]*"/g, '')
    .replace(/ font-family="[^"]*"| xmlns(?::xlink)?="[^"]*"| version="1\.1"/g, '');

function numbersTable(analysis: ReportAnalysis): string {
  const { labels, rows } = keyNumbers(analysis);
  const head = labels.map((label) => `<th scope="col">${text(label)}</th>`).join('');
  const body = rows.map(
    ({ name, meaning, values }) =>
      `<tr><th scope="row">${text(name)}<span class="meaning">${text(meaning)}</span></th>${values
        .map((value) => `<td>${numberHtml(value)}</td>`)
        .join('')}</tr>`,
  );
  return `<table class="numbers"><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A value and its interval, which stay whole when the line breaks between them. */
const numberHtml = (value: string) =>
  value
    .split(/\s(?=\[)/)
    .map((part) => `<span class="number">${text(part)}</span>`)
    .join(' ');

const COLUMNS = [
  { key: 'domain', name: 'domain' },
  { key: 'question', name: 'question' },
  { key: 'answer', name: 'answer' },
  { key: 'expected', name: 'expected' },
  { key: 'taskId', name: 'task' },
] as const;

function mistakesSection({ mistakes }: ReportAnalysis): string {
  const { shown, total } = mistakes;
  if (shown.length === 0) return '<p>No answer is incorrect.</p>';
  const columns = COLUMNS.filter(({ key }) => shown.some((mistake) => mistake[key] !== undefined));
  const domains = [...new Set(shown.map(({ domain }) => domain ?? ''))].filter(Boolean).sort();
  const options = domains.map((domain) => `<option value="${text(domain)}">${text(domain)}</option>`);
  const head = ['confidence', ...columns.map(({ name }) => name)];
  return [
    `<p>The ${count(shown.length)} most confident of ${count(total)} incorrect answers.</p>`,
    '<form id="filter" hidden>',
    '<label>words<input type="search" name="words" autocomplete="off"></label>',
    `<label${domains.length > 1 ? '' : ' hidden'}>domain<select name="domain"><option value="">all</option>${options.join('')}</select></label>`,
    '<label>least confidence<input type="range" name="least" min="0" max="100" step="1" value="0"></label>',
    '<output id="shown"></output>',
    '</form>',
    '<div class="scroll" tabindex="0" role="region" aria-label="Worst mistakes">',
    '<table class="mistakes" id="mistakes">',
    `<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`,
    `<tbody>${shown.map((mistake) => mistakeRow(mistake, columns)).join('\n')}</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}

function mistakeRow(mistake: Mistake, columns: readonly (typeof COLUMNS)[number][]): string {
  const cells = columns.map(({ key, name }) => {
    const value = text(mistake[key] ?? '–');
    return `<td data-name="${name}"><div class="text" dir="auto">${value}</div></td>`;
  });
  return `<tr data-domain="${text(mistake.domain ?? '')}" data-confidence="${mistake.confidence}"><td data-name="confidence" class="number">${percent(mistake.confidence)}</td>${cells.join('')}</tr>`;
}
