import { epistemicFingerprint, type Fingerprint } from '@echo/metrics/fingerprint';
import type { ReportTrial } from '@echo/report';
import type { GivenLog } from '../actions/log-of.js';

/** A trial with a domain. */
export type DomainTrial = ReportTrial & { readonly domain: string };

/** The fingerprint of a model, or of a moment of its training, and the trials it is of. */
export interface LabelledFingerprint extends Fingerprint {
  readonly label: string;
  readonly trials: readonly DomainTrial[];
}

/** More distinct confidences than this are rounded, or the intervals would take minutes. */
const MOST_CONFIDENCES = 1001;

/** Of more trials fewer resamples do, as in a report. */
const MANY = 20_000;

/** The fingerprints of a log: that of its trials, and before it that of the trials before a training. */
export function fingerprintsOf(log: GivenLog, label: string, seed: number): readonly LabelledFingerprint[] {
  const of = (name: string, given: readonly ReportTrial[]): LabelledFingerprint => {
    const trials = roundedTrials(given).map((trial) => ({ ...trial, domain: trial.domain ?? 'all' }));
    const resamples = trials.length > MANY ? 300 : 1000;
    return { label: name, trials, ...epistemicFingerprint(trials, { seed, resamples }) };
  };
  return log.before.length === 0
    ? [of(label, log.trials)]
    : [of(`${label}, before`, log.before), of(`${label}, after`, log.trials)];
}

function roundedTrials(trials: readonly ReportTrial[]): readonly ReportTrial[] {
  if (new Set(trials.map(({ confidence }) => confidence)).size <= MOST_CONFIDENCES) return trials;
  return trials.map((trial) => ({ ...trial, confidence: Math.round(1000 * trial.confidence) / 1000 }));
}
