import type { Prediction } from '../prediction.js';
import {
  brierItem,
  type ItemScorer,
  type LogScorerOptions,
  logItem,
  type ScorerOptions,
} from '../scorers/item-scorer.js';
import { rationaleOf } from '../scorers/rationale.js';
import { predictionIn } from '../scorers/read-prediction.js';

/**
 * The run that Mastra hands a scorer: the result of a workflow, or the messages of an agent, is its output.
 */
export interface ScorerRun {
  readonly input?: unknown;
  readonly output?: unknown;
  readonly groundTruth?: unknown;
}

/** The module `@mastra/core/evals`, as far as scorers need it. */
export interface MastraEvals {
  // never: parameters of any type will do, which are those of Mastra's many overloads
  readonly createScorer: (config: never) => unknown;
  readonly notScorable: (reason?: string) => unknown;
}

/** What `createScorer` of a Mastra module makes. */
export type MastraScorer<Evals extends MastraEvals> = ReturnType<Evals['createScorer']>;

/**
 * Mastra scorer 1 − (confidence − outcome)², made by the `createScorer` of its module; 1 is best.
 *
 * The mean that `runEvals` gives is 1 − the Brier score of the run. Where `read` finds nothing the run is not
 * scorable, and left out of the mean. An agent's output is a list of messages: `read` takes its text with
 * `getAssistantMessageFromRunOutput` of `@mastra/evals/scorers/utils`.
 */
export function brierScorer<Evals extends MastraEvals>(
  evals: Evals,
  options: ScorerOptions<ScorerRun> = {},
): MastraScorer<Evals> {
  return scorerOf(evals, 'brier', brierItem(options, readOutput));
}

/**
 * Mastra scorer of the logarithm of the probability given to what happened.
 *
 * 1 is certain and correct, 0 at most `clip` given to what happened. The mean of a run is 1 − its log loss /
 * ln(1/clip).
 */
export function logScorer<Evals extends MastraEvals>(
  evals: Evals,
  options: LogScorerOptions<ScorerRun> = {},
): MastraScorer<Evals> {
  return scorerOf(evals, 'log-score', logItem(options, readOutput));
}

const readOutput = ({ output }: ScorerRun) => predictionIn(output);

/** The steps of a scorer, as Mastra runs them one after another. */
interface Steps {
  preprocess(step: (context: { run: ScorerRun }) => Promise<unknown>): Steps;
  generateScore(step: (context: Scored) => number): Steps;
  generateReason(step: (context: Scored) => string): Steps;
}

interface Scored {
  readonly results: { readonly preprocessStepResult: Prediction };
}

function scorerOf<Evals extends MastraEvals>(
  { createScorer, notScorable }: Evals,
  id: string,
  { name, description, read, scoreOf }: ItemScorer<ScorerRun>,
): MastraScorer<Evals> {
  const create = createScorer as (config: { id: string; name: string; description: string }) => Steps;
  return create({ id, name, description })
    .preprocess(async ({ run }) => (await read(run)) ?? notScorable('No prediction could be read.'))
    .generateScore(({ results }) => scoreOf(results.preprocessStepResult).score)
    .generateReason(({ results }) =>
      rationaleOf(scoreOf(results.preprocessStepResult).metadata),
    ) as MastraScorer<Evals>;
}
