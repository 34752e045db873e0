import { join } from 'node:path';
import { leaderboard, leaderboardTable } from '@echo/eval/echo-bench';
import { writeAtomically } from '@echo/files/write-atomically';
import { visible } from '@echo/report';
import { expectFreeFile, textTable } from 'echo-rl/commands';
import { leaderboardPage, leaderboardSentences } from '../bench/leaderboard-page.js';
import { readResults } from '../bench/read-results.js';
import type { LeaderboardArguments } from '../commands/bench.js';

/** Prints the ranking of the results in a folder, and writes its page. */
export async function benchLeaderboard(folder: string, options: LeaderboardArguments): Promise<void> {
  const { out = join(folder, 'leaderboard.html'), hash, force = false, json = false } = options;
  const board = leaderboard(await readResults(folder), hash);
  await expectFreeFile(out, force);
  await writeAtomically(out, leaderboardPage(board));
  const { columns, rows } = leaderboardTable(board);
  const table = [columns.map(({ name }) => name), ...rows.map((row) => row.map(visible))];
  process.stdout.write(
    json
      ? `${JSON.stringify({ page: out, ...board })}\n`
      : `${textTable(table)}\n\n${leaderboardSentences(board).join('\n')}\n`,
  );
  process.stderr.write(`\nThe page is ${out}.\n`);
}
