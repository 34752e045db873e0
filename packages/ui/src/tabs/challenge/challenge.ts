import { createRng } from '@echo/core';
import { gradeResponse } from '@echo/env';
import { brierScore, reliabilityCurve } from '@echo/metrics';
import { wilsonInterval } from '@echo/metrics/uncertainty';
import { formatResponse } from '@echo/parser';
import type { DiagramBin } from '@echo/plots';
import { type PresetName, presets, type RewardBreakdown } from '@echo/reward';
import type { Task } from '@echo/tasks';

/** How many questions a challenge has. */
export type SetSize = 10 | 30 | 'endless';

/** An answer to a question of the challenge, and the model's to it: plain JSON, kept and exported. */
export interface ChallengeAnswer {
  readonly taskId: string;
  readonly question: string;
  readonly expected: string;
  readonly answer: string;
  readonly confidence: number;
  readonly correct: boolean;
  readonly reward: number;
  readonly model: ModelAnswer | null;
}

/** What the embedded policy answered in the demo run, after its training. */
export interface ModelAnswer {
  readonly answer: string;
  readonly confidence: number;
  readonly correct: boolean;
  readonly reward: number;
}

/** An answer with its reward term by term, and what other confidences would have earned. */
export interface Judged {
  readonly correct: boolean;
  readonly breakdown: RewardBreakdown;
  /** The reward of each integer percentage, had the answer been correct, and had it been incorrect. */
  readonly ifCorrect: readonly number[];
  readonly ifIncorrect: readonly number[];
}

/** Grades an answer by the graders that the model is trained with, and pays it by a reward of theirs. */
export function judge(
  task: Task,
  reply: { readonly answer: string; readonly confidence: number },
  reward: PresetName,
): Judged {
  const { parsed, grade } = gradeResponse(task, formatResponse(reply));
  const pay = presets[reward];
  const paid = (correct: boolean) =>
    Array.from({ length: 101 }, (_, percent) => {
      const other = { ...parsed, confidence: percent / 100 };
      return pay({ parsed: other, grade: { grade: correct ? 1 : 0, correct } }).total;
    });
  return {
    correct: grade.correct,
    breakdown: pay({ parsed, grade }),
    ifCorrect: paid(true),
    ifIncorrect: paid(false),
  };
}

/** The question at a place of the order that a seed gives; every one comes once before any comes again. */
export function taskAt(tasks: readonly Task[], seed: number, index: number): Task {
  const round = Math.floor(index / tasks.length);
  const order = createRng(seed)
    .fork(`round ${round}`)
    .shuffle(tasks.map((_, i) => i));
  return tasks[order[index % tasks.length] as number] as Task;
}

/** Answers before which nothing is said about calibration. */
export const ENOUGH = 20;

/** What the answers show so far, in one sentence with its interval and n. */
export function verdictOn(answers: readonly Pick<ChallengeAnswer, 'confidence' | 'correct'>[]): string {
  const n = answers.length;
  if (n < ENOUGH) return `A verdict comes after ${ENOUGH} answers: ${n} of ${ENOUGH}.`;
  const stated = answers.reduce((sum, { confidence }) => sum + confidence, 0) / n;
  const right = answers.filter(({ correct }) => correct).length;
  const { low, high } = wilsonInterval(right, n);
  const percent = (share: number) => Math.round(100 * share);
  const finding =
    stated > high ? 'overconfident' : stated < low ? 'underconfident' : 'no clear miscalibration on average';
  return `You stated ${percent(stated)} % on average and were correct ${percent(right / n)} % of the time [${percent(low)}, ${percent(high)}], n = ${n}: ${finding}.`;
}

/** Mean reward and Brier score of answers; null of none. */
export function scoreOf(
  answers: readonly { readonly confidence: number; readonly correct: boolean; readonly reward: number }[],
): { readonly reward: number; readonly brier: number; readonly accuracy: number } | null {
  if (answers.length === 0) return null;
  return {
    reward: answers.reduce((sum, { reward }) => sum + reward, 0) / answers.length,
    brier: brierScore(answers.map(({ confidence, correct }) => ({ confidence, correct }))) ?? 0,
    accuracy: answers.filter(({ correct }) => correct).length / answers.length,
  };
}

/** Five bins: a few dozen answers fill no more. */
export const binsOf = (
  answers: readonly { readonly confidence: number; readonly correct: boolean }[],
): readonly DiagramBin[] =>
  reliabilityCurve(
    answers.map(({ confidence, correct }) => ({ confidence, correct })),
    { bins: 5 },
  );
