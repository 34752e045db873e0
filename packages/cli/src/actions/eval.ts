import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElicitationMethod } from '@echo/eval';
import { type Asking, askingOf, loadEvaluationTasks } from '@echo/run/node';
import type { Task } from '@echo/tasks';
import { expectFreeFolder } from 'echo-rl/commands';
import type { EvalArguments } from '../commands/eval.js';
import { methodsOf, usualMethod } from '../methods-of.js';
import { namedTasks, type OpenedCompleter, openCompleter } from '../open-completer.js';
import { evaluateMethods } from './evaluate-methods.js';
import { evaluateOne } from './evaluate-one.js';

/** What an evaluation asks whom, and how. */
export interface Evaluating {
  readonly opened: OpenedCompleter;
  readonly tasks: readonly Task[];
  readonly methods: readonly ElicitationMethod[];
  /** Tasks to fit recalibrations on. */
  readonly calibration: readonly Task[] | undefined;
  readonly asking: Asking;
  readonly options: EvalArguments;
}

/** Evaluates the model that the flags name, by one method or several. */
export async function evalAction(options: EvalArguments): Promise<void> {
  const { out, resume = false, force = false, calibration } = options;
  const asking = await askingOf(options);
  const methods = methodsOf(options.method ?? usualMethod(asking));
  if (out !== undefined && !resume) {
    await expectFreeFolder(out, force);
    if (force)
      for (const name of ['trials.jsonl', 'calibration', ...methods.map((method) => method.name)])
        await rm(join(out, name), { recursive: true, force: true });
  }
  const tasks = await namedTasks(options);
  const opened = await openCompleter(options);
  try {
    const evaluating: Evaluating = {
      opened,
      tasks,
      methods,
      calibration: calibration === undefined ? undefined : await loadEvaluationTasks(calibration),
      asking,
      options,
    };
    if (methods.length === 1 && calibration === undefined) await evaluateOne(evaluating);
    else await evaluateMethods(evaluating);
  } finally {
    opened.dispose();
  }
}
