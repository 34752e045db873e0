import type { ReplyOrder } from '@echo/core';
import { baseRatePredictions, type Trial } from '@echo/eval';
import { accuracy, auroc, confidenceVariety, meanConfidence, tabulate } from '@echo/metrics';
import type { Task } from '@echo/tasks';
import { percent, table } from '../smollm2/scores-table.js';
import { aimsTable } from './aims-table.js';
import { selectiveTable } from './selective-table.js';
import { number } from './shown.js';
import { type Contender, withinScores } from './within-scores.js';

/** A trial with its task. */
export interface SourcedTrial extends Trial {
  readonly task: Pick<Task, 'source' | 'question'>;
}

/** The answers in one order of reply: of the SFT start, after training, and to training tasks. */
export interface ProofOfOrder {
  readonly order: ReplyOrder;
  readonly before: readonly SourcedTrial[];
  readonly after: readonly SourcedTrial[];
  readonly training: readonly SourcedTrial[];
}

/** The page of the proof. */
export function proofPage({
  commit,
  untrained,
  orders,
}: {
  readonly commit: string;
  /** The untrained model, asked with two examples. */
  readonly untrained: readonly SourcedTrial[];
  readonly orders: readonly ProofOfOrder[];
}): string {
  return `# Qwen2.5-Coder-1.5B-Instruct: a model that knows what it knows

\`npm run proof:qwen -- --model FILE.gguf --tasks FILE.jsonl --eval-tasks FILE.jsonl\` at commit ${commit}, measured on ${untrained.length} tasks
that were not trained on, with greedy replies, seed 1. Intervals are 95 % intervals; differences are paired.

${withinScores([
  { name: 'untrained, two examples', predictions: untrained },
  ...orders.flatMap((proof) => [
    { name: `${proof.order}, before`, predictions: proof.before },
    { name: `${proof.order}, base rate of domain and source`, predictions: baseRates(proof) },
    { name: `**${proof.order}, after**`, predictions: proof.after },
  ]),
])}

*Before* is after supervised fine-tuning, which teaches the format and, drawing the confidence at random, no calibration. *Within domains*
is the AUROC within each domain, weighted by n: a confidence that says what its domain does has .5. Base rates are the trained model's on
training tasks.

## Aims

${aimsTable(orders.map((proof) => ({ ...proof, untrained, baseRates: baseRates(proof) })))}

## Domain by domain

${domains(orders)}

## Answering only when sure

${orders.map(({ order, after }) => `${order}:\n\n${selectiveTable(after)}`).join('\n\n')}

## Twenty questions

Every ${Math.floor(untrained.length / 20)}th of the tasks as they stand in the file, with the greedy answer of the first order and the confidence before and after.

${twentyQuestions(orders)}
`;
}

/** The verdicts after training with the base rates of domain and source that training tasks have. */
function baseRates({ after, training }: ProofOfOrder): Contender['predictions'] {
  const key = (trial: Trial) => `${trial.domain}, ${(trial as SourcedTrial).task.source}`;
  return baseRatePredictions(after, key, training).map((prediction, i) => ({
    ...prediction,
    domain: (after[i] as SourcedTrial).domain,
  }));
}

function domains(orders: readonly ProofOfOrder[]): string {
  const [first] = orders;
  const names = [...new Set((first?.after ?? []).map(({ domain }) => domain))].sort();
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

function twentyQuestions(orders: readonly ProofOfOrder[]): string {
  const [first] = orders;
  if (!first) return '';
  const every = Math.floor(first.after.length / 20);
  const cell = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 90);
  return table([
    ['question', 'answer', '', 'before', 'after'],
    ...Array.from({ length: 20 }, (_, i) => {
      const [before, after] = [first.before[i * every], first.after[i * every]];
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
