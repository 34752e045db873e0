import { leaderboard, leaderboardTable } from '@echo/eval/echo-bench';
import { visible } from '@echo/report';
import { textTable } from 'echo-rl/commands';
import { publishResults } from '../bench/publish-results.js';
import { readResults } from '../bench/read-results.js';
import type { PublishArguments } from '../commands/bench.js';

/** Publishes the results in a folder to a dataset of the Hub, and prints the ranking that it then has. */
export async function benchPublish(folder: string, options: PublishArguments): Promise<void> {
  const { repo, hash, private: isPrivate = false, json = false } = options;
  const own = leaderboard(await readResults(folder), hash);
  const results = own.rows.map(({ result }) => result);
  const published = await publishResults(results, { repository: repo, isPrivate });
  const board = leaderboard([...published.results.values()], own.hash);
  const { columns, rows } = leaderboardTable(board);
  const { url, commit, unreadable } = published;
  process.stdout.write(
    json
      ? `${JSON.stringify({ url, commit, published: results.length, ...board })}\n`
      : `${textTable([columns.map(({ name }) => name), ...rows.map((row) => row.map(visible))])}\n\n${results.length} published to ${url}, commit ${commit.slice(0, 12)}.\n`,
  );
  for (const path of unreadable)
    process.stderr.write(`${visible(path)} there is no result of EchoBench; it was left as it is.\n`);
}
