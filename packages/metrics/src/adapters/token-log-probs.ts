import { MetricsError } from '../errors.js';

/** A token and its natural log-probability, as in the `top_logprobs` of OpenAI's API. */
export interface TokenLogProb {
  readonly token: string;
  readonly logprob: number;
}

/**
 * P(True) (Kadavath et al. 2022): the share of the yes-words in the probability of yes- and no-words.
 *
 * The tokens are those that follow the question whether the answer is true. Case and spaces do not count.
 * Null when none of the words is among the tokens.
 *
 * @example
 * ```ts
 * import { probabilityOfTrue } from '@echo/metrics/adapters';
 *
 * const alternatives = [
 *   { token: 'True', logprob: Math.log(0.6) },
 *   { token: ' false', logprob: Math.log(0.2) },
 * ];
 * probabilityOfTrue(alternatives); // → 0.75
 * ```
 */
export function probabilityOfTrue(
  alternatives: readonly TokenLogProb[],
  {
    yes = ['true', 'yes'],
    no = ['false', 'no'],
  }: { readonly yes?: readonly string[]; readonly no?: readonly string[] } = {},
): number | null {
  const [yesWords, noWords] = [new Set(yes.map(normalised)), new Set(no.map(normalised))];
  let [correct, incorrect] = [0, 0];
  for (const { token, logprob } of alternatives) {
    const probability = probabilityOf(logprob);
    if (yesWords.has(normalised(token))) correct += probability;
    else if (noWords.has(normalised(token))) incorrect += probability;
  }
  return correct + incorrect > 0 ? correct / (correct + incorrect) : null;
}

/**
 * The probability of the whole answer, Π p of its tokens (Malinin & Gales 2021).
 *
 * `perToken` gives the geometric mean, which does not fall with the length. Null of no tokens.
 *
 * @example
 * ```ts
 * import { sequenceLikelihood } from '@echo/metrics/adapters';
 *
 * sequenceLikelihood([Math.log(0.5), Math.log(0.5)]); // → 0.25
 * sequenceLikelihood([Math.log(0.5), Math.log(0.5)], { perToken: true }); // → 0.5
 * ```
 */
export function sequenceLikelihood(
  logProbs: readonly number[],
  { perToken = false }: { readonly perToken?: boolean } = {},
): number | null {
  if (logProbs.length === 0) return null;
  const sum = logProbs.reduce((total, logprob) => total + Math.log(probabilityOf(logprob)), 0);
  return Math.exp(perToken ? sum / logProbs.length : sum);
}

/**
 * The expected confidence, in [0, 1], at the token where an integer percentage is stated.
 *
 * The mean of the numbers 0 … 100 among the tokens, each weighted by its probability, which need not add up
 * to 1. Null when none of the tokens is such a number.
 *
 * @example
 * ```ts
 * import { expectedConfidence } from '@echo/metrics/adapters';
 *
 * const alternatives = [
 *   { token: '80', logprob: Math.log(0.5) },
 *   { token: '60', logprob: Math.log(0.5) },
 * ];
 * expectedConfidence(alternatives); // → 0.7
 * ```
 */
export function expectedConfidence(alternatives: readonly TokenLogProb[]): number | null {
  let [weight, sum] = [0, 0];
  for (const { token, logprob } of alternatives) {
    const text = token.trim();
    const percent = Number(text);
    if (!/^\d{1,3}$/.test(text) || percent > 100) continue;
    const probability = probabilityOf(logprob);
    weight += probability;
    sum += probability * percent;
  }
  return weight > 0 ? Math.min(1, sum / weight / 100) : null;
}

function normalised(token: string): string {
  return token.trim().toLowerCase();
}

function probabilityOf(logprob: number): number {
  if (!(logprob <= 1e-6))
    throw new MetricsError(
      `Expected a log-probability to be at most 0, got ${logprob}; give natural logarithms of probabilities.`,
    );
  return Math.min(1, Math.exp(logprob));
}
