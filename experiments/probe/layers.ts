/**
 * What a model knows of its own answers before it states a confidence, layer by layer.
 *
 * The base model answers in the response format, greedily. A ridge probe of its hidden state at the
 * end of `<confidence>`, cross-fitted over five folds of tasks, predicts which answers are correct; beside it
 * stand the probability of its answer and the confidence it states. AUROC within domains is what a trained
 * confidence may come near to.
 * Usage: npm run probe:layers -- --model file.gguf --tasks file.jsonl [--limit 600] [--every 4]
 * [--out file.md]
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { type Completion, createRng, RESPONSE_TAGS, stopSequences } from '@echo/core';
import { evaluate } from '@echo/eval';
import { auroc, groupAuroc, type Prediction, tabulate, tabulateBy } from '@echo/metrics';
import { createPolicy, loadCausalLm, promptStates } from '@echo/policy';
import { openGguf } from '@echo/policy/node';
import { renderPrompt } from '@echo/tasks';
import { readTasks } from '@echo/tasks/node';
import { answerLogProb } from '../smollm2/answer-log-prob.js';
import { recordedCompleter } from '../smollm2/recorded-completer.js';
import { currentCommit, fromCaller, showRefusals } from '../smollm2/repository.js';
import { crossFitted } from './cross-fitted.js';

showRefusals();
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    limit: { type: 'string', default: '600' },
    every: { type: 'string', default: '4' },
    out: { type: 'string' },
  },
});
const { model: path, tasks: file } = values;
if (path === undefined || file === undefined) throw new Error('Give --model and --tasks.');
const [BATCH, MAX_TOKENS] = [16, 32];

console.log((await loadBackend()).description);
const all = createRng(1)
  .fork('probe layers')
  .shuffle([...(await readTasks(fromCaller(file)))]);
const tasks = all.slice(0, Number(values.limit));
const { config, weights, tokenizer } = await openGguf(fromCaller(path));
const model = await loadCausalLm(config, weights);
await weights.close();
const policy = createPolicy(model, tokenizer, { lora: { rank: 1 } });

interface Answered extends Prediction {
  readonly domain: string;
  readonly logProb: number;
}

const { completer, last } = recordedCompleter(policy);
const answered: Answered[] = [];
const sampling = { maxTokens: MAX_TOKENS, stop: stopSequences() };
for await (const trials of evaluate(completer, tasks, { batchSize: BATCH, sampling, failOnError: true })) {
  trials.forEach(({ confidence, correct, domain }, i) => {
    const logProb = answerLogProb(tokenizer, last()[i] as Completion);
    answered.push({ confidence, correct, domain, logProb });
  });
  console.log(`answered ${answered.length} of ${tasks.length}`);
}

const opening = tokenizer.encode(`<${RESPONSE_TAGS.confidence}>`);
const ends = tasks.map((task) =>
  Int32Array.of(...tokenizer.applyChatTemplate(renderPrompt(task)), ...opening),
);
const layers: number[] = [];
for (let layer = Number(values.every); layer <= config.layers; layer += Number(values.every))
  layers.push(layer);
const states = new Map<number, Float32Array[]>(layers.map((layer) => [layer, []]));
for (let at = 0; at < ends.length; at += BATCH) {
  const batch = promptStates(model, ends.slice(at, at + BATCH));
  for (const layer of layers) states.get(layer)?.push(...(batch[layer] ?? []));
  console.log(`read ${Math.min(at + BATCH, ends.length)} of ${ends.length}`);
}
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
const page = `# What the untrained model knows

\`npm run probe:layers -- --model ${basename(path)} --tasks ${basename(file)} --limit ${values.limit} --every ${values.every}\` at commit ${currentCommit()}: ${tasks.length} tasks, ${correct} answered correctly.

| confidence | AUROC | within domains | by domain |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
if (values.out !== undefined) writeFileSync(fromCaller(values.out), page);
console.log(`\n${page}`);
