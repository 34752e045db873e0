import type { Graders, Task } from '@echo/tasks';
import type { Reading } from '../trial.js';
import { isSameAnswer } from './same-answer.js';

/** Samples that give the same answer, in the order they were drawn. */
export type Vote = readonly [Reading, ...Reading[]];

/** Groups samples by their answer; all abstentions are one answer. */
export function groupByAnswer(samples: readonly Reading[], task: Task, graders?: Graders): readonly Vote[] {
  const votes: [Reading, ...Reading[]][] = [];
  for (const sample of samples) {
    const vote = votes.find(([first]) =>
      first.abstained || sample.abstained
        ? first.abstained && sample.abstained
        : isSameAnswer(task, [first.answer, sample.answer], graders),
    );
    if (vote) vote.push(sample);
    else votes.push([sample]);
  }
  return votes;
}

/** The sum of the confidences of a vote. */
export function summedConfidence(vote: readonly Reading[]): number {
  return vote.reduce((sum, { confidence }) => sum + confidence, 0);
}

/**
 * The vote with the greatest weight; of equal ones that with the greater summed confidence, then the first.
 */
export function winner(votes: readonly Vote[], weight: (vote: Vote) => number): Vote | undefined {
  return votes.reduce<Vote | undefined>((best, vote) => {
    if (!best) return vote;
    const ahead = weight(vote) - weight(best) || summedConfidence(vote) - summedConfidence(best);
    return ahead > 0 ? vote : best;
  }, undefined);
}
