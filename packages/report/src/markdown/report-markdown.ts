import { count, percent } from '@echo/plots';
import type { ReportAnalysis } from '../analysis/analyze-trials.js';
import { reportFigures } from '../figures/report-figures.js';
import { keyNumbers } from '../key-numbers.js';
import { provenance } from '../provenance.js';
import { visible } from '../text/visible.js';

export interface MarkdownOptions {
  /** The picture of a figure, relative to the report; none are shown unless given. */
  readonly figurePath?: (name: string) => string;
  /** The number of worst mistakes listed; 20 unless given. */
  readonly mistakes?: number;
}

/** The report as Markdown: verdict, numbers, figures, worst mistakes, what to do next. */
export function reportMarkdown(analysis: ReportAnalysis, options: MarkdownOptions = {}): string {
  const { figurePath, mistakes = 20 } = options;
  const { meta, verdict, advice } = analysis;
  const { labels, rows } = keyNumbers(analysis);
  const worst = analysis.mistakes.shown.slice(0, mistakes);
  const columns = ['question', 'answer', 'expected'] as const;
  const present = columns.filter((name) => worst.some((mistake) => mistake[name] !== undefined));
  return [
    `# ${plain(meta.title)}`,
    `**${plain(verdict.headline)}**`,
    verdict.sentences.map(plain).join(' '),
    table(
      ['', ...labels],
      rows.map(({ name, values }) => [name, ...values]),
    ),
    ...(figurePath === undefined
      ? []
      : reportFigures(analysis).map(({ name, title }) => `![${plain(title)}](${figurePath(name)})`)),
    '## Worst mistakes',
    worst.length === 0
      ? 'No answer is incorrect.'
      : `The ${count(worst.length)} most confident of ${count(analysis.mistakes.total)} incorrect answers.`,
    ...(worst.length === 0
      ? []
      : [
          table(
            ['confidence', 'task', 'domain', ...present],
            worst.map((mistake) => [
              percent(mistake.confidence),
              mistake.taskId,
              mistake.domain ?? '–',
              ...present.map((name) => shortened(mistake[name] ?? '–')),
            ]),
          ),
        ]),
    '## What to do next',
    advice.map(({ title, text }) => `- **${plain(title)}.** ${plain(text)}`).join('\n'),
    '## How this was made',
    provenance(analysis)
      .map((line) => `- ${plain(line)}`)
      .join('\n'),
    '',
  ].join('\n\n');
}

const SHORT = 120;

const shortened = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);

/** Text that Markdown takes for nothing else, on one line. */
const plain = (text: string) =>
  visible(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|&~#]/g, '\\$&');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}
