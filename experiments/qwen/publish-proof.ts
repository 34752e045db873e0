import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTrialLog, type Trial } from '@echo/eval';
import { readTasks } from '@echo/tasks/node';
import { proofPage, type SourcedTrial } from './proof-page.js';
import { type Inputs, ORDERS } from './stages.js';

/** What the proof's stages have left, and where it is kept. */
export interface Kept extends Omit<Inputs, 'model'> {
  readonly results: string;
  readonly commit: string;
}

/** Keeps every answer, the trained adapters and a page of the orders whose stages are finished. */
export async function publishProof({ out, train, heldOut, results, commit }: Kept): Promise<void> {
  const tasks = new Map(
    [...(await readTasks(train)), ...(await readTasks(heldOut))].map((task) => [task.id, task]),
  );
  mkdirSync(results, { recursive: true });
  const answersOf = (stage: string): readonly SourcedTrial[] => {
    const trials = parseTrialLog(readFileSync(join(out, stage, 'trials.jsonl'), 'utf8'));
    const file = `${stage.replaceAll('/', '-')}.jsonl`;
    writeFileSync(join(results, file), trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
    return trials.map((trial: Trial) => ({
      ...trial,
      task: tasks.get(trial.taskId) as SourcedTrial['task'],
    }));
  };
  const orders = ORDERS.filter((order) => existsSync(join(out, order, 'training-sample', 'report.json')));
  for (const order of orders) {
    cpSync(join(out, order, 'trained', 'adapter'), join(results, order), { recursive: true });
    cpSync(join(out, order, 'trained', 'events.jsonl'), join(results, `${order}-events.jsonl`));
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
