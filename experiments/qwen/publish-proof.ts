import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTrialLog } from '@echo/eval';
import { toSvg } from '@echo/plots/render';
import { analyzeTrials, type ReportFigure, reportFigures } from '@echo/report';
import { readTasks } from '@echo/tasks/node';
import { type Elicitation, type ProofOfOrder, proofPage, type SourcedTrial } from './proof-page.js';
import { ORDERS, type ProofInputs } from './proof-stages.js';

/** What the proof's stages have left, and where it is kept. */
export interface Kept extends Omit<ProofInputs, 'model' | 'calibration'> {
  readonly results: string;
  readonly commit: string;
}

/** Keeps the answers, trained adapters and page of the stages that are finished. */
export async function publishProof({ out, train, heldOut, results, commit }: Kept): Promise<void> {
  const all = [...(await readTasks(train)), ...(await readTasks(heldOut))];
  const tasks = new Map(all.map((task) => [task.id, task]));
  const answersOf = (stage: string): readonly SourcedTrial[] | null => {
    if (!existsSync(join(out, stage, 'report.json'))) return null;
    const trials = parseTrialLog(readFileSync(join(out, stage, 'trials.jsonl'), 'utf8'));
    const lines = trials.map((trial) => `${JSON.stringify(trial)}\n`);
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, `${stage.replaceAll('/', '-')}.jsonl`), lines.join(''));
    return trials.map((trial) => ({ ...trial, task: tasks.get(trial.taskId) as SourcedTrial['task'] }));
  };
  const [first, ...others] = ORDERS.flatMap((order) => {
    const after = answersOf(`${order}/after`);
    if (!after) return [];
    const trained = join(out, order, 'trained');
    cpSync(join(trained, 'adapter'), join(results, order), { recursive: true });
    cpSync(join(trained, 'events.jsonl'), join(results, `${order}-events.jsonl`));
    const [before, training] = [answersOf(`${order}/before`), answersOf(`${order}/training-sample`)];
    return [{ order, after, before, training }];
  });
  if (!first) return;
  for (const proof of [first, ...others])
    writeFileSync(join(results, `${proof.order}-reliability.svg`), await reliability(proof));
  const elicitation = elicitationOf(join(out, 'elicitation'));
  const untrained = answersOf('untrained');
  const page = proofPage({ commit, untrained, elicitation, orders: [first, ...others] });
  writeFileSync(join(results, 'README.md'), page);
}

/** Accuracy against stated confidence, before training where that stage is finished, and after. */
async function reliability({ order, before, after }: ProofOfOrder): Promise<string> {
  const title = 'Qwen2.5-Coder-1.5B-Instruct: held-out tasks before and after';
  const meta = { title, source: `docs/results/qwen2.5-coder-1.5b/${order}-after.jsonl` };
  const figures = reportFigures(analyzeTrials({ trials: after, ...(before && { before }), meta }));
  const diagram = figures.find(({ name }) => name === 'reliability') as ReportFigure;
  return toSvg(diagram.draw());
}

/** The table of every way to ask, and the tasks of its first method; null where the stage is not finished. */
function elicitationOf(folder: string): Elicitation | null {
  const file = join(folder, 'methods.md');
  if (!existsSync(file)) return null;
  const trials = parseTrialLog(readFileSync(join(folder, 'stated-before', 'trials.jsonl'), 'utf8'));
  const lines = readFileSync(file, 'utf8').split('\n');
  return {
    table: lines.filter((line) => line.startsWith('|')).join('\n'),
    taskIds: new Set(trials.map(({ taskId }) => taskId)),
  };
}
