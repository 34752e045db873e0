import type { TrainingTimes } from '../../backend.js';

/** How long a training of so many steps takes, in words; a minute is the least that is told. */
export function estimateOf(
  { secondsPerStep, secondsPerHeldOut, threads }: TrainingTimes,
  { steps, heldOut }: { readonly steps: number; readonly heldOut: number },
): string {
  const seconds = steps * secondsPerStep + 2 * heldOut * secondsPerHeldOut;
  const minutes = Math.max(1, Math.round(seconds / 60));
  const how =
    threads > 1
      ? `with ${threads} threads`
      : 'without threads, which a page has only where its host isolates it from other origins and lets them start';
  return `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} for ${steps} ${steps === 1 ? 'step' : 'steps'} of ${secondsPerStep.toFixed(1)} s and twice ${heldOut} held-out answers, measured here ${how}.`;
}
