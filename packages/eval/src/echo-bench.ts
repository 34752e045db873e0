// Results

export {
  type BenchResult,
  benchResult,
  formatBenchResult,
  isBenchResult,
  parseBenchResult,
} from './echo-bench/bench-result.js';
export type { BenchScores } from './echo-bench/bench-scores.js';
export { type BenchSettings, benchSettings, settingsHash } from './echo-bench/bench-settings.js';

// Leaderboards

export { type Leaderboard, type LeaderboardRow, leaderboard, shortHash } from './echo-bench/leaderboard.js';
export {
  type LeaderboardColumn,
  type LeaderboardTable,
  leaderboardTable,
  partsTable,
} from './echo-bench/leaderboard-table.js';
