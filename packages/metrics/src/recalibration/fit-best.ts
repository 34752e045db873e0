import { expectWhole } from '../checks.js';
import type { CountTable } from '../count-table.js';
import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { normalQuantile } from '../special/normal.js';
import { tabulate } from '../tabulate.js';
import { randomFrom, uniform } from '../uncertainty/random.js';
import { fitBayesianBinning } from './bayesian-binning.js';
import { fitBeta } from './beta.js';
import { fitHistogram } from './histogram.js';
import { fitIsotonic } from './isotonic.js';
import { fitPlatt } from './platt.js';
import { applyRecalibration, type Recalibration } from './recalibration.js';
import { fitTemperature } from './temperature.js';
import { fitVennAbers } from './venn-abers.js';

export interface FitBestOptions {
  /** 5 unless given. */
  readonly folds?: number;
  /** Of the dealing of predictions to folds; 0 unless given. */
  readonly seed?: number;
  /**
   * The loss of one prediction, less being better; the squared error unless given.
   *
   * A proper score, or it rewards something else than the truth.
   */
  readonly loss?: (probability: number, outcome: number) => number;
}

/** The reduction of the held-out loss below that of the stated confidences, per prediction. */
export interface HeldOutGain {
  readonly kind: Recalibration['kind'];
  readonly gain: number;
  /**
   * The intervals of all kinds hold together with a probability of 95 % (normal approximation, Bonferroni's
   * correction).
   */
  readonly low: number;
  readonly high: number;
}

export interface BestRecalibration {
  /** Fitted on all predictions; the identity where nothing certainly beats it. */
  readonly map: Recalibration;
  /** Of the chosen kind; null for the identity. */
  readonly gain: HeldOutGain | null;
  /** Of every kind that could be fitted on each fold, greatest gain first. */
  readonly candidates: readonly HeldOutGain[];
}

const FITS: readonly ((table: CountTable) => Recalibration | null)[] = [
  fitTemperature,
  fitPlatt,
  fitBeta,
  fitIsotonic,
  fitHistogram,
  fitVennAbers,
  fitBayesianBinning,
];

const squaredError = (probability: number, outcome: number): number => (probability - outcome) ** 2;

/**
 * The recalibration with the lowest cross-validated loss, or the identity.
 *
 * The identity is chosen unless the interval of the gain over it lies above 0. Throws `invalid-input` of
 * fewer predictions than folds.
 *
 * @example
 * ```ts
 * import { fitBest } from '@echo/metrics/recalibration';
 *
 * const past = Array.from({ length: 200 }, (_, i) => ({
 *   confidence: i % 2 ? 0.95 : 0.9,
 *   correct: i % 10 < 6,
 * }));
 * fitBest(past).map.kind; // → 'temperature'
 * ```
 */
export function fitBest(
  predictions: readonly Prediction[],
  { folds = 5, seed = 0, loss = squaredError }: FitBestOptions = {},
): BestRecalibration {
  expectWhole('folds', folds, 2);
  expectWhole('seed', seed, 0);
  if (predictions.length < folds)
    throw new MetricsError(
      `Expected at least as many predictions as folds to choose a recalibration, got ${predictions.length} for ${folds}; give more or lower \`folds\`.`,
    );
  const table = tabulate(predictions);
  const parts = deal(predictions, folds, seed);
  const training = parts.map((_, held) => tabulate(parts.flatMap((part, i) => (i === held ? [] : part))));
  const z = normalQuantile(1 - 0.05 / (2 * FITS.length));
  const candidates = FITS.flatMap((fitMap) => {
    const map = fitMap(table);
    const maps = training.map(fitMap);
    if (!map || maps.includes(null)) return [];
    const gains = parts.flatMap((part, i) => gainsOn(part, maps[i] as Recalibration, loss));
    return [{ map, held: { kind: map.kind, ...interval(gains, z) } }];
  }).sort((a, b) => b.held.gain - a.held.gain);
  const best = candidates.find(({ held }) => held.low > 0);
  return {
    map: best?.map ?? { kind: 'identity' },
    gain: best?.held ?? null,
    candidates: candidates.map(({ held }) => held),
  };
}

/** A seeded shuffle (Fisher & Yates), dealt out like cards. */
function deal(
  predictions: readonly Prediction[],
  folds: number,
  seed: number,
): readonly (readonly Prediction[])[] {
  const random = randomFrom(seed);
  const deck = [...predictions];
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(random) * (i + 1));
    [deck[i], deck[j]] = [deck[j] as Prediction, deck[i] as Prediction];
  }
  const parts = Array.from({ length: folds }, (): Prediction[] => []);
  deck.forEach((prediction, i) => {
    parts[i % folds]?.push(prediction);
  });
  return parts;
}

function gainsOn(
  held: readonly Prediction[],
  map: Recalibration,
  loss: (probability: number, outcome: number) => number,
): readonly number[] {
  const mapped = new Map<number, number>();
  return held.map(({ confidence, correct }) => {
    let probability = mapped.get(confidence);
    if (probability === undefined) {
      probability = applyRecalibration(map, confidence);
      mapped.set(confidence, probability);
    }
    const outcome = Number(correct);
    return loss(confidence, outcome) - loss(probability, outcome);
  });
}

function interval(gains: readonly number[], z: number): { gain: number; low: number; high: number } {
  const n = gains.length;
  const gain = gains.reduce((sum, x) => sum + x, 0) / n;
  const squares = gains.reduce((sum, x) => sum + (x - gain) ** 2, 0);
  const half = z * Math.sqrt(squares / (n - 1) / n);
  return { gain, low: gain - half, high: gain + half };
}
