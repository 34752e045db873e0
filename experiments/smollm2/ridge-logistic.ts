import { logLoss } from '@echo/metrics';
import * as tf from '@tensorflow/tfjs-core';

/** Rows of features, the offset of each in log odds, and its verdict. */
export interface Examples {
  readonly features: readonly Float32Array[];
  readonly offsets: readonly number[];
  readonly correct: readonly boolean[];
}

const STRENGTHS = [1e-3, 1e-2, 1e-1, 1, 10, 100];
const FOLDS = 5;
const ITERATIONS = 400;

/**
 * The predictions of a ridge logistic regression, fitted to some examples, for others.
 *
 * Features are standardised and add to the offset. The strength of the ridge penalty has the lowest
 * cross-validated log loss; the strongest leaves hardly more than the offset.
 */
export function predictedBy(
  examples: Examples,
  others: Pick<Examples, 'features' | 'offsets'>,
): { readonly predictions: readonly number[]; readonly strength: number } {
  const losses = STRENGTHS.map((strength) =>
    Array.from({ length: FOLDS }, (_, fold) => {
      const [train, held] = [true, false].map((kept) => only(examples, (i) => (i % FOLDS !== fold) === kept));
      const predictions = fitted(train as Examples, held as Examples, strength);
      const judged = predictions.map((confidence, i) => ({
        confidence,
        correct: (held as Examples).correct[i] as boolean,
      }));
      return logLoss(judged, { clip: 0 }) as number;
    }).reduce((sum, loss) => sum + loss, 0),
  );
  const strength = STRENGTHS[losses.indexOf(Math.min(...losses))] as number;
  return { predictions: fitted(examples, others, strength), strength };
}

function fitted(
  { features, offsets, correct }: Examples,
  others: Pick<Examples, 'features' | 'offsets'>,
  strength: number,
): number[] {
  return tf.tidy(() => {
    const raw = matrix(features);
    const { mean, variance } = tf.moments(raw, 0);
    const scale = tf.sqrt(tf.add(variance, 1e-6));
    const standardised = (x: tf.Tensor) => tf.div(tf.sub(x, mean), scale);
    const [x, offset] = [standardised(raw), tf.tensor2d([...offsets], [offsets.length, 1])];
    const outcome = tf.tensor2d(correct.map(Number), [correct.length, 1]);
    const weights = tf.variable(tf.zeros([features[0]?.length ?? 0, 1]));
    const bias = tf.variable(tf.scalar(0));
    const logits = (rows: tf.Tensor, known: tf.Tensor) =>
      tf.add(tf.add(known, tf.matMul(rows, weights)), bias);
    const optimizer = tf.train.adam(0.02);
    for (let i = 0; i < ITERATIONS; i++)
      optimizer.minimize(() => {
        const z = logits(x, offset);
        const loss = tf.mean(tf.sub(tf.softplus(z), tf.mul(z, outcome)));
        return tf.add(loss, tf.mul(tf.sum(tf.square(weights)), strength / 2)) as tf.Scalar;
      });
    const known = tf.tensor2d([...others.offsets], [others.offsets.length, 1]);
    const predictions = [...tf.sigmoid(logits(standardised(matrix(others.features)), known)).dataSync()];
    optimizer.dispose();
    tf.dispose([weights, bias]);
    return predictions;
  });
}

function matrix(rows: readonly Float32Array[]): tf.Tensor2D {
  const width = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    values.set(row, i * width);
  });
  return tf.tensor2d(values, [rows.length, width]);
}

function only({ features, offsets, correct }: Examples, kept: (i: number) => boolean): Examples {
  return {
    features: features.filter((_, i) => kept(i)),
    offsets: offsets.filter((_, i) => kept(i)),
    correct: correct.filter((_, i) => kept(i)),
  };
}
