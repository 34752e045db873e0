import type { Bin } from '../binning.js';
import { wilsonInterval } from '../uncertainty/proportion-interval.js';
import { type Random, uniform } from '../uncertainty/random.js';

/**
 * The greatest variance that one prediction's share in the bin's gap may have.
 *
 * The outcomes have the greatest variance within Wilson's interval of the bin's accuracy; how many
 * predictions fall into the bin varies too.
 */
export function varianceIn({ n, confidence, correct }: Bin, total: number): number {
  const { low, high } = wilsonInterval(correct, n);
  const rate = Math.min(high, Math.max(low, 0.5));
  const gap = (confidence - correct) / n;
  return rate * (1 - rate) + (1 - n / total) * gap * gap;
}

/** A standard normal draw (Box & Muller 1958). */
export function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - uniform(random))) * Math.cos(2 * Math.PI * uniform(random));
}
