/**
 * Ways to train beside each other on Qwen2.5-Coder-0.5B-Instruct, at equal steps from one start for each
 * order of reply: targets of the confidence, rewards, credit, and fine-tuning without reinforcement.
 *
 * Interrupted or killed, it goes on where it was when called again.
 * Usage: npm run compare:qwen -- --model file.gguf --tasks file.jsonl --eval-tasks file.jsonl [stage …]
 * [--out folder] [--results folder]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTrialLog, type Trial } from '@echo/eval';
import { currentCommit, fromCaller, root, showRefusals } from '../smollm2/repository.js';
import { comparisonPage } from './comparison-page.js';
import { CHEAP, CONTESTANTS, comparisonStages } from './comparison-stages.js';
import { runStages } from './run-stages.js';

showRefusals();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    tasks: { type: 'string' },
    'eval-tasks': { type: 'string' },
    out: { type: 'string', default: join(root, 'runs/qwen2.5-coder-0.5b') },
    results: { type: 'string', default: join(root, 'docs/results/qwen2.5-coder-0.5b') },
  },
});
const { model, tasks, 'eval-tasks': evalTasks } = values;
if (model === undefined || tasks === undefined || evalTasks === undefined)
  throw new Error('Give --model, --tasks and --eval-tasks.');
const [out, results] = [fromCaller(values.out), fromCaller(values.results)];
const inputs = { model: fromCaller(model), train: fromCaller(tasks), heldOut: fromCaller(evalTasks), out };

await runStages(comparisonStages(inputs), positionals);
if (positionals.length === 0) {
  mkdirSync(results, { recursive: true });
  const answersOf = (name: string): readonly Trial[] => {
    const trials = parseTrialLog(readFileSync(join(out, `${name}-answers`, 'trials.jsonl'), 'utf8'));
    writeFileSync(
      join(results, `${name}.jsonl`),
      trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''),
    );
    return trials;
  };
  const names = [
    'answer-first-sft',
    'confidence-first-sft',
    ...[...CONTESTANTS, ...CHEAP].map(({ name }) => name),
  ];
  const page = comparisonPage(
    currentCommit(),
    names.map((name) => ({ name, predictions: answersOf(name) })),
  );
  writeFileSync(join(results, 'README.md'), page);
  console.log(`Kept in ${relative(fromCaller('.'), results)}`);
}
