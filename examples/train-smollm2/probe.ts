/**
 * Could the trained model know more than it states? Beside what it states this holds the log-probability of its answer, and its state
 * before the reply, read out by a logistic regression fitted on training tasks: what they add to a look-up of the domain's rate.
 * Usage: tsx probe.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--adapter folder] [--out file.md]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/backend';
import { type Completer, type Completion, createRng, TAGS } from '@echo/core';
import { evaluate, lookedUp, type Trial } from '@echo/eval';
import { loadPolicy } from '@echo/policy';
import { renderPrompt, type Task } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { currentCommit, fromCaller, root } from './repository.js';
import { predictedBy } from './ridge-logistic.js';
import { differencesTable, domainOf, scoresTable } from './scores-table.js';
import { MAX_TOKENS } from './setting.js';

const FITTED_ON = 1500;
const BATCH = 32;
/** A state is seen as the logits of so many tokens: a random projection of it. */
const PROJECTIONS = 512;

const { values } = parseArgs({
  options: {
    ...INPUT_OPTIONS,
    adapter: { type: 'string', default: join(root, 'docs/results/smollm2/adapter') },
    out: { type: 'string', default: join(root, 'docs/results/smollm2/probe.md') },
  },
});
const { model, train, heldOut } = await inputs(values);
console.log((await loadBackend()).description);
const policy = await loadPolicy(model, { adapter: fromCaller(values.adapter) });
const { vocabSize } = policy.config;
const projections = Int32Array.from({ length: PROJECTIONS }, (_, i) =>
  Math.floor((i * vocabSize) / PROJECTIONS),
);

/** What the model answers to a task, and what it could be told by. */
interface Answered {
  readonly trial: Trial;
  readonly logProb: Float32Array;
  readonly state: Float32Array;
}

async function answered(tasks: readonly Task[], of: string): Promise<readonly Answered[]> {
  const all: Answered[] = [];
  let completions: Completion[] = [];
  const completer: Completer = {
    ...policy,
    completeGroups: async (prompts, options) => {
      const groups = await policy.completeGroups(prompts, options);
      completions = groups.flat();
      return groups;
    },
  };
  const sampling = { maxTokens: Number(MAX_TOKENS) };
  for await (const trials of evaluate(completer, tasks, { batchSize: BATCH, sampling })) {
    const states = statesBefore(tasks.slice(all.length, all.length + trials.length), completions);
    trials.forEach((trial, i) => {
      const logProb = Float32Array.of(answerLogProb(completions[i] as Completion));
      all.push({ trial, logProb, state: states[i] as Float32Array });
    });
    console.log(`${of}: ${all.length} of ${tasks.length} tasks`);
  }
  return all;
}

/** The state that the first token of each reply is drawn from. */
function statesBefore(tasks: readonly Task[], completions: readonly Completion[]): Float32Array[] {
  const prompts = tasks.map((task) => policy.encodePrompt(renderPrompt(task)));
  const firsts = completions.map(({ tokenIds }) => [tokenIds.subarray(0, 1)]);
  const [logits] = policy.score(prompts, [{ completions: firsts, candidates: projections }]) as [tf.Tensor];
  const numbers = logits.dataSync() as Float32Array;
  tf.dispose(logits);
  return tasks.map((_, i) => numbers.slice(i * PROJECTIONS, (i + 1) * PROJECTIONS));
}

/** The log-probability of what stands behind the statement. */
function answerLogProb({ tokenIds, logProbs }: Completion): number {
  const closing = `</${TAGS.confidence}>`;
  const first = logProbs.findIndex((_, i) => policy.decode(tokenIds.subarray(0, i)).includes(closing));
  return logProbs.subarray(Math.max(first, 0)).reduce((sum, x) => sum + x, 0);
}

const drawn = createRng(1)
  .fork('probe')
  .shuffle([...(await readTasks(train))])
  .slice(0, FITTED_ON);
const fittedOn = await answered(drawn, 'to fit');
const measured = await answered(await readTasks(heldOut), 'held out');
policy.dispose();

const trialsOf = (some: readonly Answered[]): readonly Trial[] => some.map(({ trial }) => trial);
/** The held-out trials with other confidences. */
const withConfidences = (confidences: readonly number[]): readonly Trial[] =>
  measured.map(({ trial }, i) => ({ ...trial, confidence: confidences[i] as number }));
const rates = (some: readonly Answered[]): readonly number[] =>
  lookedUp(trialsOf(some), domainOf, trialsOf(fittedOn)).map(({ confidence }) => confidence);
const logOdds = (rate: number): number => {
  const p = Math.min(Math.max(rate, 1e-3), 1 - 1e-3);
  return Math.log(p / (1 - p));
};
/** What a regression makes of the rate and some features. */
const readOut = (name: string, features: (one: Answered) => Float32Array) => {
  const known = (some: readonly Answered[]) => ({
    features: some.map(features),
    offsets: rates(some).map(logOdds),
  });
  const right = fittedOn.map(({ trial }) => trial.correct);
  const { predictions, strength } = predictedBy({ ...known(fittedOn), right }, known(measured));
  return { name: `the rate, and ${name} (ridge ${strength})`, predictions: withConfidences(predictions) };
};
const lookUp = { name: 'the rate of the domain', predictions: withConfidences(rates(measured)) };
const rivals = [
  { name: 'what it states', predictions: trialsOf(measured) },
  readOut('the log-probability of its answer', (one) => one.logProb),
  readOut('its state before the reply', (one) => one.state),
];
const page = `# What could be known

\`npm run probe:smollm2\` at commit ${currentCommit()}: the delivered adapter's greedy answers to ${measured.length} held-out tasks, and what would tell the
right ones from the wrong, fitted on ${fittedOn.length} training tasks: the rate of each domain, and added to it by a logistic regression what
the model computes: the log-probability of its answer, or the state from which it begins its reply (${PROJECTIONS} projections). Its ridge penalty
is the best of 1e-3 to 100 on folds left out; the stronger, the less is added. Intervals are 95 % bootstrap intervals.

${scoresTable([lookUp, ...rivals])}

Task by task; below 0 is better for the Brier score, above 0 for the AUROC:

${rivals.map(({ name, predictions }) => differencesTable(`${name}, less …`, predictions, [lookUp])).join('\n\n')}
`;
writeFileSync(fromCaller(values.out), page);
console.log(`\n${page}`);
