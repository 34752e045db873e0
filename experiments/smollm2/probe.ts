/**
 * A probe of the trained model: does it know more than it states?
 *
 * Beside the stated confidence this puts the log-probability of the answer, and the hidden state before the
 * completion, read out by a logistic regression fitted on training tasks: what they add to the base rate of
 * the domain. And whether the base model would know more of the choices it finds likeliest.
 * Usage: tsx probe.ts [--model file.gguf] [--tasks file.jsonl --eval-tasks file.jsonl] [--adapter folder]
 * [--out file.md]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { type Completion, createRng } from '@echo/core';
import { evaluate } from '@echo/eval';
import { loadPolicy } from '@echo/policy/node';
import { renderPrompt, type Task } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';
import * as tf from '@tensorflow/tfjs-core';
import { answerLogProb } from './answer-log-prob.js';
import { INPUT_OPTIONS, inputs } from './inputs.js';
import { likeliestChoice } from './likeliest-choice.js';
import { type Judged, type Reading, readings } from './readings.js';
import { recordedCompleter } from './recorded-completer.js';
import { currentCommit, fromCaller, root } from './repository.js';
import { differencesTable, domainOf, scoresTable } from './scores-table.js';
import { MAX_TOKENS } from './setting.js';

const FITTED_ON = 1500;
const BATCH = 32;
/** The number of tokens whose logits stand for a hidden state: a random projection of it. */
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

/** A trial with the features of its probes. */
interface Answered extends Judged {
  readonly logProb: Float32Array;
  readonly state: Float32Array;
}

async function answered(tasks: readonly Task[], of: string): Promise<readonly Answered[]> {
  const all: Answered[] = [];
  const { completer, last } = recordedCompleter(policy);
  const sampling = { maxTokens: MAX_TOKENS };
  for await (const trials of evaluate(completer, tasks, { batchSize: BATCH, sampling, failOnError: true })) {
    const states = statesBefore(tasks.slice(all.length, all.length + trials.length), last());
    trials.forEach((trial, i) => {
      const logProb = Float32Array.of(answerLogProb(policy.tokenizer, last()[i] as Completion));
      all.push({ trial, logProb, state: states[i] as Float32Array });
    });
    console.log(`${of}: ${all.length} of ${tasks.length} tasks`);
  }
  return all;
}

/** The hidden state that the first token of each completion is sampled from. */
function statesBefore(tasks: readonly Task[], completions: readonly Completion[]): Float32Array[] {
  const prompts = tasks.map((task) => policy.tokenizer.applyChatTemplate(renderPrompt(task)));
  const firsts = completions.map(({ tokenIds }) => [tokenIds.subarray(0, 1)]);
  const asked = [{ kind: 'logits', completions: firsts, candidates: projections }] as const;
  const [{ logits }] = policy.score(prompts, asked);
  const numbers = logits.dataSync() as Float32Array;
  tf.dispose(logits);
  return tasks.map((_, i) => numbers.slice(i * PROJECTIONS, (i + 1) * PROJECTIONS));
}

/** A task answered with the base model's likeliest choice. */
interface Chosen extends Judged {
  readonly logShare: number;
}

/** The tasks with choices, answered so. */
function chosen(tasks: readonly Task[], some: readonly Answered[]): readonly Chosen[] {
  return some.flatMap(({ trial }, i) => {
    const choice = likeliestChoice(policy, tasks[i] as Task);
    if (!choice) return [];
    const judged = { ...trial, grade: Number(choice.correct), correct: choice.correct, abstained: false };
    return [{ trial: judged, logShare: choice.logShare }];
  });
}

/** Logs of shares, less their mean in the domain. */
function centred(fittedOn: readonly Chosen[]): (one: Chosen) => Float32Array {
  const means = new Map<string, number>();
  for (const domain of new Set(fittedOn.map(({ trial }) => domainOf(trial)))) {
    const alike = fittedOn.filter(({ trial }) => domainOf(trial) === domain);
    means.set(domain, alike.reduce((sum, { logShare }) => sum + logShare, 0) / alike.length);
  }
  return ({ trial, logShare }) => Float32Array.of(logShare - (means.get(domainOf(trial)) ?? 0));
}

/** The paired differences of some readings less the base rate. */
const differences = (some: readonly Reading[], baseRate: Reading): string =>
  some
    .map(({ name, predictions }) => differencesTable(`${name}, less …`, predictions, [baseRate]))
    .join('\n\n');

const drawn = createRng(1)
  .fork('probe')
  .shuffle([...(await readTasks(train))])
  .slice(0, FITTED_ON);
const held = await readTasks(heldOut);
const [fittedOn, measured] = [await answered(drawn, 'to fit'), await answered(held, 'held out')];
const [chosenToFit, chosenHeld] = [chosen(drawn, fittedOn), chosen(held, measured)];
policy.dispose();

const { baseRate, readOut } = readings(fittedOn, measured);
const others: readonly Reading[] = [
  { name: 'stated confidence', predictions: measured.map(({ trial }) => trial) },
  readOut('the log-probability of its answer', (one) => one.logProb),
  readOut('its hidden state before the completion', (one) => one.state),
];
const likeliest = readings(chosenToFit, chosenHeld);
const byShare = likeliest.readOut('the share of its likeliest choice', centred(chosenToFit));

const page = `# What could be known

\`npm run probe:smollm2\` at commit ${currentCommit()}: the delivered adapter's greedy answers to ${measured.length} held-out tasks, and what would tell
correct ones from incorrect ones, fitted on ${fittedOn.length} training tasks: the base rate of each domain, and added to it by a logistic
regression what the model computes: the log-probability of its answer, or the hidden state before its completion (${PROJECTIONS} projections). Its ridge penalty
is the best of 1e-3 to 100 on folds left out; the stronger, the less is added. Intervals are 95 % bootstrap intervals.

${scoresTable([baseRate, ...others])}

Task by task; below 0 is better for the Brier score, above 0 for the AUROC:

${differences(others, baseRate)}

Would the base model know more by another way of answering? It is asked the bare questions of the ${chosenHeld.length} held-out tasks with choices, answers with the
choice of the highest likelihood, and its share of their likelihood, less its mean in the domain, is added to the base rate. These
tables are of those tasks alone; Brier scores compare within them:

${scoresTable([likeliest.baseRate, byShare])}

${differences([byShare], likeliest.baseRate)}
`;
writeFileSync(fromCaller(values.out), page);
console.log(`\n${page}`);
