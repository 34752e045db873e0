import {
  type BenchResult,
  type Leaderboard,
  type LeaderboardTable,
  leaderboard,
  leaderboardTable,
  partsTable,
} from '@echo/eval/echo-bench';
import { visible } from '@echo/report';
import { leaderboardSentences } from './leaderboard-page.js';

const FRONT_MATTER = `---
pretty_name: EchoBench results
tags:
- calibration
- benchmark
- confidence
configs:
- config_name: default
  data_files: results.jsonl
---
`;

/** The card of a dataset of results, in Markdown: a ranking for each hash, so that none mixes settings. */
export function leaderboardCard(results: readonly BenchResult[]): string {
  const hashes = [...new Set(results.map(({ hash }) => hash))].sort();
  return [
    `${FRONT_MATTER}\n# EchoBench results\n`,
    'How much language models know, and how well they know what they know. Each file in `results` is that of a run of `echo-rl bench`; `results.jsonl` has a line for each.',
    ...hashes.map((hash) => ranking(leaderboard(results, hash))),
    '',
  ].join('\n');
}

/** The results as lines of JSON, flat: what the Hub shows as a table. */
export function resultLines(results: readonly BenchResult[]): string {
  return results
    .map(({ model, date, hash, settings, failed, all }) => {
      const { version, method, tasks } = settings;
      const { score, accuracy, ece, brier, auroc, overconfidenceRate } = all;
      const values = {
        score: score.value,
        accuracy: accuracy.value,
        ece: ece.value,
        brier: brier.value,
        auroc: auroc.value,
      };
      const row = { model, date, hash, version, method, tasks, failed, ...values, overconfidenceRate };
      return `${JSON.stringify(row)}\n`;
    })
    .join('');
}

function ranking(board: Leaderboard): string {
  const parts = partsTable(board);
  return [
    `\n## ${board.hash.slice(0, 12)}\n`,
    ...leaderboardSentences(board).map((each) => `- ${each}`),
    `\n${markdownTable(leaderboardTable(board))}`,
    ...(parts.columns.length > 2 ? [`\nScore by part:\n\n${markdownTable(parts)}`] : []),
  ].join('\n');
}

const markdownTable = ({ columns, rows }: LeaderboardTable): string =>
  [columns.map(({ name }) => name), columns.map(() => '---'), ...rows.map((row) => row.map(markdownText))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** Text that Markdown takes for nothing else: on one line, each sign of ASCII escaped. */
export const markdownText = (of: string): string =>
  visible(of)
    .replace(/\s+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
