import type { Trial } from '@echo/eval';
import { accuracy, meanConfidence } from '@echo/metrics';
import { differencesTable, domainOf, percent, scoresTable, table } from './scores-table.js';

/** The trials of a trained model, and those before its training. */
export interface ComparedRun {
  readonly name: string;
  readonly before: readonly Trial[];
  readonly after: readonly Trial[];
}

/**
 * The page that compares rewards, and the transfer of calibration to a domain that was not trained on.
 */
export function rewardsPage({
  command,
  steps,
  runs,
  transfer,
  unseen,
}: {
  readonly command: string;
  readonly steps: number;
  /** From one start: what the first is above the others is shown task by task. */
  readonly runs: readonly ComparedRun[];
  readonly transfer: ComparedRun;
  readonly unseen: string;
}): string {
  const [first, ...others] = runs as [ComparedRun, ...ComparedRun[]];
  const start = { name: 'before', predictions: first.before };
  const of = (trials: readonly Trial[]) => trials.filter(({ domain }) => domain === unseen);
  const domains = [...new Set(first.after.map(domainOf))].sort();
  return `# SmolLM2-135M-Instruct, one reward beside another

${command}: ${steps} steps of GRPO with each reward from one supervised fine-tuning, seed 1, measured on ${first.after.length} held-out tasks with greedy
answers. Intervals are 95 % bootstrap intervals. Plain GRPO credits a completion's advantage to all its tokens; all others use the exact
confidence gradient.

${scoresTable([start, ...runs.map(({ name, after }) => ({ name, predictions: after }))])}

Task by task; below 0 is better for the Brier score, above 0 for the AUROC:

${differencesTable(
  `${first.name} less …`,
  first.after,
  others.map(({ name, after }) => ({ name, predictions: after })),
)}

Every answer of each run stands in \`trials.jsonl\` of its folder here, beside the trained adapter. All of these
runs start from \`honest/adapter-before\`.

Mean stated confidence, and accuracy:

${table([
  ['', ...domains],
  ['before', ...domains.map((domain) => confidenceAndAccuracy(first.before, domain))],
  ...runs.map(({ name, after }) => [name, ...domains.map((domain) => confidenceAndAccuracy(after, domain))]),
])}

## A domain that was not trained on

Supervised fine-tuning and GRPO without any \`${unseen}\` question; the ${of(transfer.after).length} held-out ones of it:

${scoresTable([
  { name: 'before', predictions: of(transfer.before) },
  { name: `after, trained without \`${unseen}\``, predictions: of(transfer.after) },
  { name: 'after, trained with it', predictions: of(first.after) },
])}
`;
}

function confidenceAndAccuracy(trials: readonly Trial[], domain: string): string {
  const some = trials.filter((trial) => trial.domain === domain);
  return `${percent(meanConfidence(some))}, ${percent(accuracy(some))}`;
}
