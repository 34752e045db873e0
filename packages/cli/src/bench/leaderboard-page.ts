import { type Leaderboard, leaderboardTable, partsTable } from '@echo/eval/echo-bench';
import { tablePageHtml, visible } from '@echo/report';

/** What a reader of a ranking must know, a sentence each. */
export function leaderboardSentences({ settings, hash, rows }: Leaderboard): readonly string[] {
  const { version, tasks, parts, method, sampling } = settings;
  const unranked = rows.filter(({ rank }) => rank === null).length;
  return [
    `EchoBench ${version}, ${tasks} tasks (${parts.join(', ')}); the confidence elicited by ${method}; at most ${sampling.maxTokens ?? 'any number of'} tokens at temperature ${sampling.temperature ?? 0}.`,
    'Ranked by accuracy less Brier score: an honest model of more knowledge scores higher, and at its truth each scores highest.',
    'Brackets are 95 % intervals; where those of two models overlap, their order may be chance.',
    ...(unranked > 0 ? [`${unranked} without a rank: some of their calls failed.`] : []),
    `All of one hash of tasks and settings: ${hash}.`,
  ];
}

/** The sentence that a ranking comes to. */
export function leaderboardHeadline(board: Leaderboard): string {
  const [first, second] = board.rows.filter(({ rank }) => rank !== null);
  if (!first) return 'No run is complete, so that there is no ranking.';
  const { model, all } = first.result;
  const [, , score] = leaderboardTable(board).rows[0] ?? [];
  const isSure = second === undefined || (all.score.low ?? -1) > (second.result.all.score.high ?? 1);
  const beside = second === undefined ? ', the only one' : isSure ? '' : ', though not certainly';
  return `${visible(model)} is first with a score of ${score}${beside}.`;
}

/** A ranking as one HTML file that asks for nothing else. */
export function leaderboardPage(board: Leaderboard): string {
  const [all, parts] = [leaderboardTable(board), partsTable(board)];
  return tablePageHtml({
    title: 'EchoBench leaderboard',
    headline: leaderboardHeadline(board),
    sentences: leaderboardSentences(board),
    tables: [
      { title: 'Models', ...all, textColumns: ['model'] },
      ...(parts.columns.length > 2 ? [{ title: 'Score by part', ...parts, textColumns: ['model'] }] : []),
    ],
  });
}
