import { EchoError } from '@echo/core';
import { tabulate } from '@echo/metrics';
import { applyRecalibration, fitTemperature } from '@echo/metrics/recalibration';
import type { Difficulty, Task } from '@echo/tasks';
import { answered, type Trial } from '../trial.js';
import { baseRate } from './base-rate-predictions.js';

/** Trials whose confidence is replaced by a baseline's; failed calls stay as they are. */
export function withConfidence(
  trials: readonly Trial[],
  confidence: (trial: Trial) => number,
): readonly Trial[] {
  return trials.map((trial) => {
    if (trial.error) return trial;
    const { readings: _, ...rest } = trial;
    return { ...rest, confidence: confidence(trial) };
  });
}

/** Always 50 %. */
export function alwaysFifty(trials: readonly Trial[]): readonly Trial[] {
  return withConfidence(trials, () => 0.5);
}

/** Always 90 %. */
export function alwaysHigh(trials: readonly Trial[]): readonly Trial[] {
  return withConfidence(trials, () => 0.9);
}

/** The confidence that the heuristic starts from. */
export const HEURISTIC_DIFFICULTY: Readonly<Record<Difficulty, number>> = {
  easy: 0.8,
  medium: 0.6,
  hard: 0.4,
};
/** What the heuristic adds for a domain; 0 for any other. */
export const HEURISTIC_DOMAIN: Readonly<Record<string, number>> = {
  math: -0.1,
  logic: -0.05,
  medical: -0.1,
  coding: -0.05,
};

/** A guess made without seeing an answer: lower for harder tasks and for domains in which models err. */
export function heuristicConfidence(trials: readonly Trial[]): readonly Trial[] {
  return withConfidence(
    trials,
    ({ domain, difficulty }) => HEURISTIC_DIFFICULTY[difficulty] + (HEURISTIC_DOMAIN[domain] ?? 0),
  );
}

/** Temperature scaling, fitted on training trials (Guo et al. 2017); as stated where it has no optimum. */
export function temperatureScaled(trials: readonly Trial[], training: readonly Trial[]): readonly Trial[] {
  const map = fitTemperature(tabulate(answered(training)));
  return map ? withConfidence(trials, ({ confidence }) => applyRecalibration(map, confidence)) : trials;
}

/** The base rate of training trials: of all, or of those with the same key. */
export function baseRateConfidence(
  trials: readonly Trial[],
  training: readonly Trial[],
  key: (trial: Trial) => string = () => '',
): readonly Trial[] {
  const groups = new Map<string, Trial[]>();
  const usable = answered(training);
  for (const trial of usable) {
    const name = key(trial);
    const group = groups.get(name);
    if (group) group.push(trial);
    else groups.set(name, [trial]);
  }
  const rates = new Map([...groups].map(([name, group]) => [name, baseRate(group)]));
  const overall = baseRate(usable);
  return withConfidence(trials, (trial) => rates.get(key(trial)) ?? overall);
}

/** The key of a trial's domain and its task's source, for `baseRateConfidence`. */
export function domainAndSource(tasks: readonly Task[]): (trial: Trial) => string {
  const sources = new Map(tasks.map(({ id, source }) => [id, source ?? '']));
  return ({ domain, taskId }) => JSON.stringify([domain, sources.get(taskId) ?? '']);
}

/**
 * The confidences that another model stated for the same tasks; its answers do not count.
 *
 * Throws `invalid-input` for a task it has not answered.
 */
export function externalConfidence(trials: readonly Trial[], others: readonly Trial[]): readonly Trial[] {
  const stated = new Map(answered(others).map(({ taskId, confidence }) => [taskId, confidence]));
  return withConfidence(trials, ({ taskId }) => {
    const confidence = stated.get(taskId);
    if (confidence === undefined)
      throw new EchoError(
        'invalid-input',
        `Expected a confidence of the other model for task ${taskId}, got none; evaluate it on the same tasks.`,
      );
    return confidence;
  });
}
