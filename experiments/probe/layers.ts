/**
 * What a model knows of its own answers before it states a confidence, layer by layer.
 *
 * The model, with an adapter where one is given, answers in the response format, greedily. A ridge probe of
 * the base model's hidden state at the end of `<confidence>`, cross-fitted over five folds of tasks, predicts
 * which answers are correct; beside it stand the probability of its answer and the confidence it states.
 * AUROC within domains is what a trained confidence may come near to.
 * Usage: npm run probe:layers -- --model file.gguf --tasks file.jsonl [--adapter folder]
 * [--order answer-first] [--limit 600] [--every 4] [--out file.md]
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { type Completion, createRng, REPLY_ORDERS, stopSequences } from '@echo/core';
import { evaluate } from '@echo/eval';
import { auroc, groupAuroc, type Prediction, tabulate, tabulateBy } from '@echo/metrics';
import { assignAdapter, createPolicy, loadCausalLm } from '@echo/policy';
import { openGguf, readPeftFolder } from '@echo/policy/node';
import { renderPrompt } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';
import { answerLogProb } from '../smollm2/answer-log-prob.js';
import { recordedCompleter } from '../smollm2/recorded-completer.js';
import { currentCommit, fromCaller, showRefusals } from '../smollm2/repository.js';
import { statesByLayer, untilConfidence } from './confidence-states.js';
import { crossFitted } from './cross-fitted.js';

showRefusals();
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    adapter: { type: 'string' },
    order: { type: 'string', default: 'confidence-first' },
    limit: { type: 'string', default: '600' },
    every: { type: 'string', default: '4' },
    out: { type: 'string' },
  },
});
const { model: path, tasks: file } = values;
if (path === undefined || file === undefined) throw new Error('Give --model and --tasks.');
const order = REPLY_ORDERS.find((one) => one === values.order);
if (order === undefined) throw new Error(`Give --order as ${REPLY_ORDERS.join(' or ')}.`);
const [BATCH, MAX_TOKENS] = [16, 32];

console.log((await loadBackend()).description);
const all = createRng(1)
  .fork('probe layers')
  .shuffle([...(await readTasks(fromCaller(file)))]);
const tasks = all.slice(0, Number(values.limit));
const { config, weights, tokenizer } = await openGguf(fromCaller(path));
const model = await loadCausalLm(config, weights);
await weights.close();
const adapter = values.adapter === undefined ? null : await readPeftFolder(fromCaller(values.adapter));
const policy = createPolicy(model, tokenizer, { lora: adapter?.config ?? { rank: 1 } });
if (adapter) assignAdapter(policy.adapter, adapter.tensors);

interface Answered extends Prediction {
  readonly domain: string;
  readonly logProb: number;
  readonly reply: string;
}

const { completer, last } = recordedCompleter(policy);
const answered: Answered[] = [];
const format = { order };
const sampling = { maxTokens: MAX_TOKENS, stop: stopSequences(order) };
const asked = { batchSize: BATCH, format, sampling, failOnError: true };
for await (const trials of evaluate(completer, tasks, asked)) {
  trials.forEach(({ confidence, correct, domain }, i) => {
    const completion = last()[i] as Completion;
    const logProb = answerLogProb(tokenizer, completion, order);
    answered.push({ confidence, correct, domain, logProb, reply: completion.text });
  });
  console.log(`answered ${answered.length} of ${tasks.length}`);
}

const layers: number[] = [];
for (let layer = Number(values.every); layer <= config.layers; layer += Number(values.every))
  layers.push(layer);
const sequences = tasks.map((task, i) =>
  untilConfidence(tokenizer, renderPrompt(task, format), answered[i]?.reply ?? ''),
);
const states = statesByLayer(model, sequences, layers);
policy.dispose();

const row = (name: string, confidences: readonly number[]): string => {
  const predictions = answered.map((one, i) => ({ ...one, confidence: confidences[i] as number }));
  const within = groupAuroc(tabulateBy(predictions, ({ domain }) => domain));
  const shown = (value: number | null | undefined) =>
    value == null ? '–' : value.toFixed(3).replace(/^0/, '');
  const domains = Object.entries(within.groups).map(([domain, area]) => `${domain} ${shown(area)}`);
  const cells = [
    name,
    shown(auroc(tabulate(predictions))),
    `${shown(within.value)} [${shown(within.low)}, ${shown(within.high)}]`,
    domains.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
};
const rows = [
  row(
    'stated',
    answered.map(({ confidence }) => confidence),
  ),
  row(
    'probability of its answer',
    answered.map(({ logProb }) => Math.exp(Math.min(0, logProb))),
  ),
  ...layers.map((layer) => row(`state after layer ${layer}`, crossFitted(states.get(layer) ?? [], answered))),
];
const correct = answered.filter(({ correct }) => correct).length;
const flags = [
  `--model ${basename(path)} --tasks ${basename(file)} --limit ${values.limit} --every ${values.every}`,
  ...(values.adapter === undefined ? [] : [`--adapter ${basename(values.adapter)}`]),
  ...(order === 'confidence-first' ? [] : [`--order ${order}`]),
];
const page = `# What a model knows of its own answers

\`npm run probe:layers -- ${flags.join(' ')}\` at commit ${currentCommit()}: ${tasks.length} tasks, ${correct} answered correctly.

| confidence | AUROC | within domains | by domain |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
if (values.out !== undefined) writeFileSync(fromCaller(values.out), page);
console.log(`\n${page}`);
