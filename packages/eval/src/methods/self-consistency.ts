import { stopSequences } from '@echo/core';
import { gradeResponse } from '@echo/env';
import { renderPrompt } from '@echo/tasks';
import { expectPositive, expectWhole } from '../internal/expect.js';
import { readingOf, trialOf } from '../internal/trial-of.js';
import { groupByAnswer, summedConfidence, type Vote, winner } from '../internal/votes.js';
import type { Reading } from '../trial.js';
import type { ElicitationMethod } from './elicitation-method.js';

/** What the confidence is multiplied by when any sample disagrees, as published. */
export const DISAGREEMENT_FACTOR = 0.85;

/**
 * Several samples of one task, and the answer most of them give (Wang et al. 2022, arXiv:2203.11171).
 *
 * The confidence is the mean stated confidence of the samples of the majority, times .85 when any sample
 * disagrees. Two readings stand beside it: `majority-share` has the share of the majority as its confidence;
 * `weighted-vote` has the answer with the greatest summed confidence, and its share of the sum. Answers agree
 * where the graders would take one for the other. 5 samples at temperature .7 unless given.
 */
export function selfConsistency({
  samples = 5,
  temperature = 0.7,
}: {
  readonly samples?: number;
  readonly temperature?: number;
} = {}): ElicitationMethod {
  expectWhole('samples', samples, 2);
  expectPositive('temperature', temperature);
  return {
    name: `self-consistency-${samples}`,
    elicit: async (completer, task, { sampling, graders, format }) => {
      const completions = await completer.complete(renderPrompt(task, format), {
        stop: stopSequences(format?.order),
        ...sampling,
        temperature,
        n: samples,
      });
      const texts = completions.length > 0 ? completions.map(({ text }) => text) : [''];
      const readings = texts.map((text) => readingOf(gradeResponse(task, text, graders)));
      const votes = groupByAnswer(readings, task, graders);
      const majority = winner(votes, (vote) => vote.length) as Vote;
      const heaviest = winner(votes, summedConfidence) as Vote;
      return trialOf(task, read(majority, meanStated(majority, votes.length > 1)), {
        'majority-share': read(majority, majority.length / readings.length),
        'weighted-vote': read(heaviest, weightedShare(heaviest, readings)),
      });
    },
  };
}

function read([first]: Vote, confidence: number): Reading {
  return { ...first, confidence };
}

function meanStated(majority: Vote, isDisputed: boolean): number {
  return (summedConfidence(majority) / majority.length) * (isDisputed ? DISAGREEMENT_FACTOR : 1);
}

/** The share of a vote in the sum of all confidences; in their number where all are 0. */
function weightedShare(vote: Vote, readings: readonly Reading[]): number {
  const total = summedConfidence(readings);
  return total > 0 ? Math.min(1, summedConfidence(vote) / total) : vote.length / readings.length;
}
