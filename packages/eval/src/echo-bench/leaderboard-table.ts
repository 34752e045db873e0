import { figure, figureWithInterval } from '../reports/markdown-table.js';
import type { Leaderboard } from './leaderboard.js';

/** A column of the leaderboard and what it means. */
export interface LeaderboardColumn {
  readonly name: string;
  readonly meaning: string;
}

/** A leaderboard as text in columns; the names of models are untrusted text, as their makers gave them. */
export interface LeaderboardTable {
  readonly columns: readonly LeaderboardColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** What is known of each model over all tasks. */
export function leaderboardTable({ rows }: Leaderboard): LeaderboardTable {
  return {
    columns: [
      { name: 'rank', meaning: '' },
      { name: 'model', meaning: '' },
      { name: 'score', meaning: 'accuracy less Brier score; highest for who knows, and knows it' },
      { name: 'accuracy', meaning: 'share of correct answers' },
      { name: 'ECE', meaning: 'how far confidence and accuracy are apart; 0 is best' },
      { name: 'Brier', meaning: 'mean squared error of the confidence; 0 is best' },
      { name: 'AUROC', meaning: 'how well confidence tells correct from incorrect; 1 is best' },
      { name: 'overconfident', meaning: 'share of the incorrect answers stated with 80 % or more' },
      { name: 'failed', meaning: 'calls that failed; with any, a model is not ranked' },
      { name: 'date', meaning: '' },
    ],
    rows: rows.map(({ rank, result: { model, all, failed, date } }) => [
      rank === null ? '–' : String(rank),
      model,
      ...[all.score, all.accuracy, all.ece, all.brier, all.auroc].map(figureWithInterval),
      figure(all.overconfidenceRate),
      String(failed),
      date,
    ]),
  };
}

/** The score of each model in each part. */
export function partsTable({ rows, settings }: Leaderboard): LeaderboardTable {
  return {
    columns: ['model', ...settings.parts].map((name) => ({ name, meaning: '' })),
    rows: rows.map(({ result }) => [
      result.model,
      ...settings.parts.map((part) => figure(result.parts[part]?.score.value ?? null)),
    ]),
  };
}
