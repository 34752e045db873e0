import type { Episode, EpisodeComponent, StoredEpisode } from './episode.js';

/** The columns of an episode, in the order in which they are written. */
export const EPISODE_COLUMNS = [
  'episode_id',
  'session_id',
  'task_id',
  'domain',
  'difficulty',
  'seed',
  'response',
  'answer',
  'confidence',
  'correct',
  'grade',
  'reward',
  'components',
  'well_formed',
  'abstained',
  'created_at',
] as const;

/** The value of every column of an episode. */
export type EpisodeRow = Readonly<Record<(typeof EPISODE_COLUMNS)[number], string | number | null>>;

/** An episode as a row: verdicts are 0 or 1, components JSON, and every text one that both databases hold. */
export function toRow(episode: Episode): EpisodeRow {
  return {
    episode_id: storable(episode.episodeId),
    session_id: episode.sessionId,
    task_id: storable(episode.taskId),
    domain: episode.domain,
    difficulty: episode.difficulty,
    seed: episode.seed === null ? null : storable(episode.seed),
    response: storable(episode.response),
    answer: storable(episode.answer),
    confidence: episode.confidence,
    correct: Number(episode.correct),
    grade: episode.grade,
    reward: episode.reward,
    components: JSON.stringify(episode.components),
    well_formed: Number(episode.wellFormed),
    abstained: Number(episode.abstained),
    created_at: episode.createdAt,
  };
}

/** The episode of a row, as either database returns it. */
export function fromRow(row: Readonly<Record<string, unknown>>): StoredEpisode {
  return {
    id: Number(row.id),
    episodeId: String(row.episode_id),
    sessionId: row.session_id === null ? null : String(row.session_id),
    taskId: String(row.task_id),
    domain: String(row.domain),
    difficulty: String(row.difficulty),
    seed: row.seed === null ? null : String(row.seed),
    response: String(row.response),
    answer: String(row.answer),
    confidence: Number(row.confidence),
    correct: Number(row.correct) === 1,
    grade: Number(row.grade),
    reward: Number(row.reward),
    components: JSON.parse(String(row.components)) as readonly EpisodeComponent[],
    wellFormed: Number(row.well_formed) === 1,
    abstained: Number(row.abstained) === 1,
    createdAt: Number(row.created_at),
  };
}

/** NUL characters and unpaired surrogates as U+FFFD: Postgres holds neither. */
function storable(text: string): string {
  return /[\0\p{Surrogate}]/u.test(text) ? text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD') : text;
}
