import type { CountRow } from './episode-store.js';

/** The count row of a row as either database returns it. */
export function toCountRow(row: Readonly<Record<string, unknown>>): CountRow {
  return {
    domain: String(row.domain),
    difficulty: String(row.difficulty),
    confidence: Number(row.confidence),
    n: Number(row.n),
    correct: Number(row.correct),
    abstained: Number(row.abstained),
    wellFormed: Number(row.well_formed),
    grade: Number(row.grade),
    reward: Number(row.reward),
  };
}
