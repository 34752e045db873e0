import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTrialLog } from '@echo/eval';
import { readTasks } from '@echo/tasks/node';
import { proofPage, type SourcedTrial } from './proof-page.js';
import { ORDERS, type ProofInputs } from './proof-stages.js';

/** What the proof's stages have left, and where it is kept. */
export interface Kept extends Omit<ProofInputs, 'model' | 'calibration'> {
  readonly results: string;
  readonly commit: string;
}

/** Keeps every answer, the trained adapters and a page of the orders whose stages are finished. */
export async function publishProof({ out, train, heldOut, results, commit }: Kept): Promise<void> {
  const all = [...(await readTasks(train)), ...(await readTasks(heldOut))];
  const tasks = new Map(all.map((task) => [task.id, task]));
  mkdirSync(results, { recursive: true });
  const answersOf = (stage: string): readonly SourcedTrial[] => {
    const trials = parseTrialLog(readFileSync(join(out, stage, 'trials.jsonl'), 'utf8'));
    const lines = trials.map((trial) => `${JSON.stringify(trial)}\n`);
    writeFileSync(join(results, `${stage.replaceAll('/', '-')}.jsonl`), lines.join(''));
    return trials.map((trial) => ({ ...trial, task: tasks.get(trial.taskId) as SourcedTrial['task'] }));
  };
  const isFinished = (stage: string) => existsSync(join(out, stage, 'report.json'));
  const orders = ORDERS.filter((order) => isFinished(`${order}/training-sample`));
  for (const order of orders) {
    const trained = join(out, order, 'trained');
    cpSync(join(trained, 'adapter'), join(results, order), { recursive: true });
    cpSync(join(trained, 'events.jsonl'), join(results, `${order}-events.jsonl`));
  }
  const page = proofPage({
    commit,
    untrained: answersOf('untrained'),
    orders: orders.map((order) => ({
      order,
      before: answersOf(`${order}/before`),
      after: answersOf(`${order}/after`),
      training: answersOf(`${order}/training-sample`),
    })),
  });
  writeFileSync(join(results, 'README.md'), page);
}
