import type { ReplyOrder } from '@echo/core';
import { baseRatePredictions, type Trial } from '@echo/eval';
import { accuracy, auroc, confidenceVariety, meanConfidence, tabulate } from '@echo/metrics';
import type { Task } from '@echo/tasks';
import { number, percent, table } from '../smollm2/scores-table.js';
import { aimsTable } from './aims-table.js';
import { selectiveTable } from './selective-table.js';
import { type Contender, withinScores } from './within-scores.js';

/** A trial with its task. */
export interface SourcedTrial extends Trial {
  readonly task: Pick<Task, 'source' | 'question'>;
}

/**
 * The answers in one order of reply: after training and, null where their stage is not finished, of the SFT
 * start, and to training tasks.
 */
export interface ProofOfOrder {
  readonly order: ReplyOrder;
  readonly after: readonly SourcedTrial[];
  readonly before: readonly SourcedTrial[] | null;
  readonly training: readonly SourcedTrial[] | null;
}

/** Every way to ask the untrained model, on some of the tasks. */
export interface Elicitation {
  /** A Markdown table, a row a method. */
  readonly table: string;
  /** The tasks that were asked. */
  readonly taskIds: ReadonlySet<string>;
}

/** The page of the proof, as far as its stages are finished: at least one order of reply is. */
export function proofPage({
  commit,
  untrained,
  elicitation,
  orders,
}: {
  readonly commit: string;
  /** The untrained model, asked with two examples; null where that stage is not finished. */
  readonly untrained: readonly SourcedTrial[] | null;
  /** Null where that stage is not finished. */
  readonly elicitation: Elicitation | null;
  readonly orders: readonly [ProofOfOrder, ...ProofOfOrder[]];
}): string {
  const [{ after: first }] = orders;
  const row = (name: string, predictions: Contender['predictions'] | null) =>
    predictions ? [{ name, predictions }] : [];
  return `# Qwen2.5-Coder-1.5B-Instruct: a model that knows what it knows

\`npm run proof:qwen -- --model FILE.gguf --tasks FILE.jsonl --eval-tasks FILE.jsonl\` at commit ${commit}, measured on ${first.length} tasks
that were not trained on, with greedy replies, seed 1. Intervals are 95 % intervals; differences are paired.

${withinScores([
  ...row('untrained, two examples', untrained),
  ...orders.flatMap((proof) => [
    ...row(`${proof.order}, before`, proof.before),
    ...row(`${proof.order}, base rate of domain and source`, baseRates(proof)),
    ...row(`**${proof.order}, after**`, proof.after),
  ]),
])}

*Before* is after supervised fine-tuning, which teaches the format and, drawing the confidence at random, no calibration. *Within domains*
is the AUROC within each domain, weighted by n: a confidence that says what its domain does has .5. Base rates are the trained model's on
training tasks.

## Aims

${aimsTable(orders.map((proof) => ({ ...proof, untrained, baseRates: baseRates(proof) })))}

${elicitation ? elicited(elicitation, orders) : ''}## Domain by domain

${domains(orders)}

${orders.map(({ order }) => `![Reliability before and after training, ${order}](${order}-reliability.svg)`).join('\n\n')}

## Answering only when sure

${orders.map(({ order, after }) => `${order}:\n\n${selectiveTable(after)}`).join('\n\n')}

## Twenty questions

Every ${Math.floor(first.length / 20)}th of the tasks as they stand in the file, with the greedy answer of the first order and the confidence before and after.

${twentyQuestions(orders)}
`;
}

/** The verdicts after training with the base rates of domain and source that training tasks have. */
function baseRates({ after, training }: ProofOfOrder): Contender['predictions'] | null {
  if (!training) return null;
  const key = (trial: Trial) => `${trial.domain}, ${(trial as SourcedTrial).task.source}`;
  return baseRatePredictions(after, key, training).map((prediction, i) => ({
    ...prediction,
    domain: (after[i] as SourcedTrial).domain,
  }));
}

function elicited({ table, taskIds }: Elicitation, orders: readonly ProofOfOrder[]): string {
  const trained = orders.map(({ order, after }) => ({
    name: `${order}, after`,
    predictions: after.filter(({ taskId }) => taskIds.has(taskId)),
  }));
  return `## Beside every way to ask the untrained model

${taskIds.size} of the tasks, drawn at random. The trained confidence, as stated:

${withinScores(trained)}

The untrained model; a row with \`+\` is recalibrated on 200 tasks of training, and tokens and seconds are a question's:

${table}

`;
}

function domains(orders: readonly [ProofOfOrder, ...ProofOfOrder[]]): string {
  const [{ after }] = orders;
  const names = [...new Set(after.map(({ domain }) => domain))].sort();
  return table([
    ['', ...orders.flatMap(({ order }) => [`${order}: accuracy, confidence`, 'AUROC', 'distinct'])],
    ...names.map((name) => [
      name,
      ...orders.flatMap(({ after }) => {
        const some = after.filter(({ domain }) => domain === name);
        return [
          `${percent(accuracy(some))}, ${percent(meanConfidence(some))}`,
          number(auroc(tabulate(some))),
          String(confidenceVariety(some)?.distinct ?? 0),
        ];
      }),
    ]),
  ]);
}

function twentyQuestions([first]: readonly [ProofOfOrder, ...ProofOfOrder[]]): string {
  const every = Math.floor(first.after.length / 20);
  const cell = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 90);
  return table([
    ['question', 'answer', '', 'before', 'after'],
    ...Array.from({ length: 20 }, (_, i) => {
      const [before, after] = [first.before?.[i * every], first.after[i * every]];
      return [
        cell(after?.task.question ?? ''),
        cell(after?.answer ?? ''),
        after?.correct ? 'correct' : 'incorrect',
        percent(before?.confidence ?? null),
        percent(after?.confidence ?? null),
      ];
    }),
  ]);
}
