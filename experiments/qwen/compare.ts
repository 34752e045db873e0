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
import { parseTrialLog, type Trial } from '@echo/eval';
import { currentCommit, fromCaller, showRefusals } from '../smollm2/repository.js';
import { programArguments } from './arguments.js';
import { comparisonPage } from './comparison-page.js';
import { CHEAP, CONTESTANTS, comparisonStages, OURS } from './comparison-stages.js';
import { runStages } from './run-stages.js';

showRefusals();
const given = programArguments('qwen2.5-coder-0.5b');
const { stages, out, results } = given;

await runStages(comparisonStages(given), stages);
if (stages.length === 0) {
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
    ...[...OURS, ...CONTESTANTS, ...CHEAP].map(({ name }) => name),
  ];
  const page = comparisonPage(
    currentCommit(),
    names.map((name) => ({ name, predictions: answersOf(name) })),
  );
  writeFileSync(join(results, 'README.md'), page);
  console.log(`Kept in ${relative(fromCaller('.'), results)}`);
}
