import { count, decimal, estimate, percent } from '@echo/plots';
import type { Measured } from '../analysis/analyze-trials.js';
import { ENOUGH } from './verdict.js';
import { points, share } from './words.js';

/** Something to do next, and why. */
export interface Advice {
  readonly title: string;
  readonly text: string;
}

/** Half of the width of an interval of accuracy that a reader can work with. */
const PRECISION = 0.05;

/** What follows from the numbers, the most useful first. */
export function adviceOf(measured: Measured): readonly Advice[] {
  return [
    collect(measured),
    recalibrate(measured),
    abstain(measured),
    elicit(measured),
    lookAt(measured),
  ].filter((advice) => advice !== null);
}

function collect({ after }: Measured): Advice | null {
  const accuracy = after.report.accuracy ?? 0.5;
  const spread = after.n < ENOUGH ? 0.25 : accuracy * (1 - accuracy);
  const needed = Math.ceil((1.96 ** 2 * spread) / PRECISION ** 2);
  if (after.n >= needed && after.n >= ENOUGH) return null;
  return {
    title: 'Collect more answers',
    text: `With about ${count(Math.max(needed, ENOUGH))} answers the interval of accuracy would be ± 5 points; there are ${count(after.n)}.`,
  };
}

function recalibrate({ after, recalibration }: Measured): Advice | null {
  if (recalibration === null) return null;
  const { gain, map } = recalibration;
  if (gain === null)
    return {
      title: 'Leave the confidences as they are',
      text: 'No recalibration certainly lowers the Brier score on held-out folds.',
    };
  const brier = after.report.brier ?? 0;
  return {
    title: 'Recalibrate',
    text: `A map fitted to these answers (${map.kind}) lowers the Brier score on held-out folds by ${decimal(gain.gain)} [${decimal(gain.low)}, ${decimal(gain.high)}], from ${decimal(brier)} to ${decimal(brier - gain.gain)}. It cannot make the confidence tell more.`,
  };
}

function abstain({ after, wantedRisk }: Measured): Advice | null {
  if (after.n < ENOUGH) return null;
  const wanted = percent(wantedRisk);
  const { threshold, safest } = after;
  if (threshold === null && safest !== null)
    return {
      title: `Expect no less than ${percent(safest.allowed)} incorrect answers`,
      text: `No threshold can promise ${wanted}. ${safest.coverage >= 1 ? 'Answering everything' : `Answering from ${percent(safest.threshold)} on`}, at most ${percent(safest.allowed)} of the answers given are incorrect, with a probability of 95 %${safest.coverage >= 1 ? '' : `; ${share(safest.coverage)} of the questions are answered`}.`,
    };
  if (threshold === null)
    return {
      title: 'Do not rely on a threshold yet',
      text: `No threshold can promise that at most ${wanted} of the answers given are incorrect; answering all, ${share(1 - (after.report.accuracy ?? 0))} are.`,
    };
  if (threshold.coverage >= 1)
    return {
      title: 'Answer everything',
      text: `At most ${wanted} of all answers are incorrect, with a probability of 95 %.`,
    };
  return {
    title: `Abstain below ${percent(threshold.threshold)}`,
    text: `Answering from ${percent(threshold.threshold)} on, at most ${wanted} of the answers given are incorrect, with a probability of 95 %; ${share(threshold.coverage)} of the questions are answered.`,
  };
}

function elicit({ after, baselines }: Measured): Advice | null {
  if (after.n < ENOUGH || after.auroc.low === null) return null;
  const over = baselines.overDomains;
  const beaten = over === null ? after.auroc.low > 0.5 : over.low > 0;
  if (beaten) return null;
  return {
    title: 'Elicit the confidence in another way',
    text: `With an AUROC of ${estimate(after.auroc)} it does not say more than ${over === null ? 'chance' : 'the base rate of the domain'}. Recalibration cannot mend that; training, self-consistency or another prompt may.`,
  };
}

function lookAt({ after }: Measured): Advice | null {
  if (after.domains.length < 2) return null;
  // Bonferroni: an interval wider by about a half for up to a dozen domains.
  const clear = after.domains.filter(({ gap: { value, low, high } }) => {
    if (value === null || low === null || high === null) return false;
    return value - 1.5 * (value - low) > 0 || value + 1.5 * (high - value) < 0;
  });
  const [worst] = [...clear].sort((a, b) => Math.abs(b.gap.value ?? 0) - Math.abs(a.gap.value ?? 0));
  if (worst === undefined) return null;
  const value = worst.gap.value ?? 0;
  return {
    title: `Look at ${worst.domain} first`,
    text: `There stated confidence less accuracy is ${points(worst.gap)}: ${value > 0 ? 'overconfident' : 'underconfident'}, n = ${count(worst.n)}.`,
  };
}
