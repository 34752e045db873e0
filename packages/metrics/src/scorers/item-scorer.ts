import { MetricsError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { itemBrierScore, itemLogLoss } from '../scores/item-scores.js';
import type { ReadPrediction } from './read-prediction.js';

export interface ScorerOptions<Given> {
  /**
   * How the prediction is read from what the tool hands its scorers.
   *
   * Unless given, the output is the prediction: an object with `confidence` and `correct`, or its JSON text.
   */
  readonly read?: ReadPrediction<Given>;
  /** How the score is called in the tool's reports. */
  readonly name?: string;
}

export interface LogScorerOptions<Given> extends ScorerOptions<Given> {
  /** Probabilities are clipped to [clip, 1 − clip], and those of `clip` score 0; .001 unless given. */
  readonly clip?: number;
}

/** A score of one item for tools that average scores in [0, 1] of which 1 is best. */
export interface ItemScore {
  readonly score: number;
  /** What the score was made of, as JSON; `correct` is the grade, 0 or 1 unless graded. */
  readonly metadata: {
    readonly confidence: number;
    readonly correct: number;
    readonly [loss: string]: number;
  };
}

/** A scorer before it takes the shape that a tool asks for. */
export interface ItemScorer<Given> {
  readonly name: string;
  readonly description: string;
  readonly read: ReadPrediction<Given>;
  readonly scoreOf: (prediction: Prediction) => ItemScore;
}

/** The scorer 1 − (confidence − outcome)². */
export function brierItem<Given>(
  { name = '1 - Brier', read }: ScorerOptions<Given>,
  readUnlessGiven: ReadPrediction<Given>,
): ItemScorer<Given> {
  return {
    name,
    description: '1 - (confidence - outcome)²; the mean over a run is 1 - the Brier score',
    read: read ?? readUnlessGiven,
    scoreOf(prediction) {
      const brier = itemBrierScore(prediction);
      return { score: 1 - brier, metadata: { ...numbersOf(prediction), brier } };
    },
  };
}

/** The scorer 1 + ln q / ln(1/clip), q the clipped probability given to what happened. */
export function logItem<Given>(
  { name = 'log score', read, clip = 0.001 }: LogScorerOptions<Given>,
  readUnlessGiven: ReadPrediction<Given>,
): ItemScorer<Given> {
  if (!(clip > 0 && clip < 0.5)) throw new MetricsError(`Expected \`clip\` to lie in (0, .5), got ${clip}.`);
  return {
    name,
    description: `1 - log loss / ln(${Math.round(1 / clip)}); the mean over a run is that of the mean log loss`,
    read: read ?? readUnlessGiven,
    scoreOf(prediction) {
      const logLoss = itemLogLoss(prediction, { clip });
      return { score: 1 + logLoss / Math.log(clip), metadata: { ...numbersOf(prediction), logLoss } };
    },
  };
}

/** The score of what a tool handed over; null where nothing could be read. */
export async function assess<Given>(scorer: ItemScorer<Given>, given: Given): Promise<ItemScore | null> {
  const prediction = await scorer.read(given);
  return prediction ? scorer.scoreOf(prediction) : null;
}

function numbersOf({ confidence, correct }: Prediction): { confidence: number; correct: number } {
  return { confidence, correct: Number(correct) };
}
