import {
  alwaysFifty,
  alwaysHigh,
  baseRateConfidence,
  domainAndSource,
  evaluateAll,
  externalConfidence,
  heuristicConfidence,
  methodTable,
  summarizeMethod,
  type Trial,
  temperatureScaled,
} from '@echo/eval';
import { askingOf, loadEvaluationTasks } from '@echo/run/node';
import type { Task } from '@echo/tasks';
import { logOf } from 'echo-rl/terminal';
import type { BaselineArguments } from '../commands/baseline.js';
import { evaluateOptions, namedTasks, openCompleter } from '../open-completer.js';
import { interruptible } from '../with-interrupt.js';
import { evalProgress } from './eval-progress.js';
import { expectAnswered } from './expect-answered.js';
import { keptTrials } from './kept-trials.js';

interface Answers {
  readonly trials: readonly Trial[];
  /** Answers to other tasks, to fit on; null where there are none. */
  readonly training: readonly Trial[] | null;
  readonly tasks: readonly Task[];
}

/** Prints baselines beside the confidences that a model states. */
export async function baselineAction(
  evaluation: string | undefined,
  options: BaselineArguments,
): Promise<void> {
  const answers = evaluation === undefined ? await asked(options) : await kept(evaluation, options);
  const external =
    options.external === undefined ? null : keptTrials((await logOf(options.external, {})).trials);
  const rows = rowsOf(answers, external).map(([name, trials]) => summarizeMethod(name, trials));
  process.stdout.write(options.json ? `${JSON.stringify({ rows })}\n` : `\n${methodTable(rows)}\n`);
}

function rowsOf(
  { trials, training, tasks }: Answers,
  external: readonly Trial[] | null,
): readonly (readonly [name: string, trials: readonly Trial[]])[] {
  return [
    ['as stated', trials],
    ['always 50 %', alwaysFifty(trials)],
    ['always 90 %', alwaysHigh(trials)],
    ['heuristic by domain and difficulty', heuristicConfidence(trials)],
    ...(training === null
      ? []
      : ([
          ['temperature-scaled', temperatureScaled(trials, training)],
          ['base rate', baseRateConfidence(trials, training)],
          ['base rate of the domain', baseRateConfidence(trials, training, ({ domain }) => domain)],
          ...(tasks.some(({ source }) => source !== undefined)
            ? ([
                [
                  'base rate of domain and source',
                  baseRateConfidence(trials, training, domainAndSource(tasks)),
                ],
              ] as const)
            : []),
        ] as const)),
    ...(external === null ? [] : ([['another model', externalConfidence(trials, external)]] as const)),
  ];
}

async function kept(evaluation: string, { training }: BaselineArguments): Promise<Answers> {
  return {
    trials: keptTrials((await logOf(evaluation, {})).trials),
    training: training === undefined ? null : keptTrials((await logOf(training, {})).trials),
    tasks: [],
  };
}

async function asked(options: BaselineArguments): Promise<Answers> {
  const tasks = await namedTasks(options);
  const fitTasks =
    options.training === undefined ? await loadEvaluationTasks(options.fitTasks, options.fitLimit) : [];
  const asking = await askingOf(options);
  const opened = await openCompleter(options);
  const ask = async (some: readonly Task[], what: string) => {
    const { onProgress, end } = evalProgress(what);
    const trials = await interruptible('Stopped.', (signal) =>
      evaluateAll(opened.completer, some, {
        ...evaluateOptions(options, asking),
        signal,
        onProgress,
      }),
    ).finally(end);
    expectAnswered(trials);
    return trials;
  };
  try {
    const trials = await ask(tasks, 'tasks');
    const training =
      options.training === undefined
        ? await ask(fitTasks, 'tasks to fit on')
        : keptTrials((await logOf(options.training, {})).trials);
    return { trials, training, tasks: [...tasks, ...fitTasks] };
  } finally {
    opened.dispose();
  }
}
