import type { ChallengeAnswer } from './challenge.js';

/** The address of a challenge: the same questions under the same reward. */
export interface ChallengeKey {
  readonly seed: number;
  readonly reward: string;
}

const nameOf = ({ seed, reward }: ChallengeKey) => `echo-challenge ${seed} ${reward}`;

/** The answers of a challenge that this browser keeps. */
export function keptAnswers(key: ChallengeKey): readonly ChallengeAnswer[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(key)) ?? '[]');
    return Array.isArray(kept) ? (kept as ChallengeAnswer[]) : [];
  } catch {
    return [];
  }
}

/** Keeps the answers of a challenge, where that is possible. */
export function keepAnswers(key: ChallengeKey, answers: readonly ChallengeAnswer[]): void {
  try {
    if (answers.length === 0) localStorage.removeItem(nameOf(key));
    else localStorage.setItem(nameOf(key), JSON.stringify(answers));
  } catch {
    // Without room the challenge lasts until the page is left.
  }
}
