/**
 * An evaluation to be killed: `tsx killable-evaluation.ts LOG ASKED N`.
 *
 * Each task is written to ASKED when it is asked and to the standard output once its trial is reported.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { fromFunction } from '../completers/from-function.js';
import { evaluate } from '../evaluation/evaluate.js';
import { fileTrialStore } from '../store/file-trial-store.js';
import { response } from './scripted.js';
import { countedTasks } from './tasks.js';

const [log = '', asked = '', n = ''] = process.argv.slice(2);
const completer = fromFunction(async (prompt) => {
  const id = /q(\d+)\?/.exec(prompt.at(-1)?.content ?? '')?.[1] ?? '';
  appendFileSync(asked, `${id}\n`);
  await new Promise((resolve) => setTimeout(resolve, 2 + (Number(id) % 5)));
  return response(80, id);
});
for await (const batch of evaluate(completer, countedTasks(Number(n)), {
  store: fileTrialStore(log),
  concurrency: 4,
}))
  for (const { taskId } of batch) writeSync(1, `${taskId}\n`);
