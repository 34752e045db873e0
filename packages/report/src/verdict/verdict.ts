import { count, decimal, estimate } from '@echo/plots';
import type { Measured } from '../analysis/analyze-trials.js';
import type { Moment } from '../analysis/moment.js';
import { negated, points, range, share } from './words.js';

/** What the trials show about the stated confidences. */
export interface Verdict {
  /**
   * `uneven` is right on average and not at each confidence; `calibrated` means that nothing speaks against
   * it.
   */
  readonly status: 'too-few' | 'overconfident' | 'underconfident' | 'uneven' | 'calibrated';
  readonly headline: string;
  /** More sentences: discrimination, baselines, what training changed. */
  readonly sentences: readonly string[];
}

/** With fewer answers no verdict is given. */
export const ENOUGH = 30;

/** A mean gap up to this is no news, however certain. */
const NEGLIGIBLE = 0.01;

/** The verdict on the trials, with intervals and n. */
export function verdictOf(measured: Measured): Verdict {
  const { after } = measured;
  if (after.n < ENOUGH)
    return {
      status: 'too-few',
      headline: `Too few answers to tell: ${after.n} of ${ENOUGH}.`,
      sentences: [
        `So far ${share(after.report.accuracy)} are correct, at a mean stated confidence of ${share(after.report.meanConfidence)}.`,
      ],
    };
  return {
    ...headlineOf(after),
    sentences: [
      calibrationSentence(after, headlineOf(after).status),
      discrimination(measured),
      ...changeSentences(measured),
    ],
  };
}

function headlineOf({ gap, n, report }: Moment): Pick<Verdict, 'status' | 'headline'> {
  const { low, high } = gap;
  const size = `(n = ${count(n)})`;
  const means = `it states ${share(report.meanConfidence)} on average and is correct ${share(report.accuracy)} of the time`;
  if (low !== null && high !== null && low > 0 && high > NEGLIGIBLE)
    return { status: 'overconfident', headline: `Overconfident by ${points(gap)}: ${means} ${size}.` };
  if (low !== null && high !== null && high < 0 && low < -NEGLIGIBLE)
    return {
      status: 'underconfident',
      headline: `Underconfident by ${points(negated(gap))}: ${means} ${size}.`,
    };
  const within = Math.ceil(100 * Math.max(Math.abs(low ?? 1), Math.abs(high ?? 1)));
  const bend = report.tests.cumulative?.rangeP ?? 1;
  if (bend < 0.05)
    return {
      status: 'uneven',
      headline: `Right on average within ${within} ${within === 1 ? 'point' : 'points'}, but not at each confidence: ECE ${estimate(report.ece)} ${size}.`,
    };
  return {
    status: 'calibrated',
    headline: `Calibrated within ${within} points on average, and no test speaks against it: ${means} ${size}.`,
  };
}

function calibrationSentence({ report }: Moment, status: Verdict['status']): string {
  const p = report.tests.cumulative?.rangeP ?? null;
  if (status === 'uneven') return 'Chance does not explain that (p < .05).';
  const test =
    p === null
      ? ''
      : p < 0.05
        ? '; chance does not explain it (p < .05)'
        : '; a calibrated model could show as much by chance';
  return `ECE is ${estimate(report.ece)}, 0 being perfect${test}.`;
}

function discrimination({ after, baselines }: Measured): string {
  const { value, low, high } = after.auroc;
  if (value === null)
    return `AUROC is not defined, as all ${count(after.n)} answers are ${after.report.accuracy === 1 ? 'correct' : 'incorrect'}.`;
  if (after.report.variety?.distinct === 1)
    return 'Every answer states the same confidence, so it tells no question from another.';
  const area = `AUROC ${estimate(after.auroc)}`;
  const over = baselines.overDomains;
  if (low === null || high === null || (low <= 0.5 && high >= 0.5))
    return `The confidence does not tell correct from incorrect answers: ${area}, chance is .5.`;
  if (high < 0.5) return `The confidence points the wrong way: ${area}, below the .5 of chance.`;
  if (over === null) return `The confidence tells correct from incorrect answers: ${area}, chance is .5.`;
  const other = `${decimal(over.auroc)} of the base rate of the domain, a difference of ${decimal(over.difference)}${range(over)}`;
  if (over.low > 0)
    return `The confidence says more than the domain of a question does: ${area} against ${other}.`;
  if (over.high < 0)
    return `The confidence says less than the domain of a question does: ${area} against ${other}.`;
  return `The confidence says no more than the domain of a question does: ${area} against ${other}.`;
}

function changeSentences({ before, after, change }: Measured): readonly string[] {
  if (before === null) return [];
  const from = `from ${estimate(before.report.ece)} (${before.label}) to ${estimate(after.report.ece)} (${after.label})`;
  if (change === null || change.ece.value === null)
    return [`ECE went ${from}; the tasks differ, so no interval of the difference is given.`];
  const { value, low, high } = change.ece;
  const clear = low !== null && high !== null && (low > 0 || high < 0);
  const verb = clear ? (value < 0 ? 'fell' : 'rose') : 'did not clearly change';
  const difference = `a difference of ${estimate(change.ece)} on ${count(change.n)} common tasks`;
  return [`ECE ${verb}, ${from}: ${difference}.`, `Accuracy changed by ${points(change.accuracy)}.`];
}
