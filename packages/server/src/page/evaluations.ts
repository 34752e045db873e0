import { randomUUID } from 'node:crypto';
import type { WireEvaluation, WireEvaluationRequest } from '@echo/env/wire';
import { evalReport, evaluate, type QuestionedTrial, type Trial, withQuestions } from '@echo/eval';
import { benchmarkTasks, type Task } from '@echo/tasks';
import { adversarialTasks } from '@echo/tasks/node';
import { HttpFault } from '../http/error-replies.js';
import type { ServerContext } from '../server-context.js';
import { namedCompleter } from './named-completer.js';

/** Evaluations at once, and evaluations kept. */
const MAX_RUNNING = 4;
const MAX_KEPT = 100;
const LIMIT = 100;

/** The evaluations of a server since it started. */
export interface Evaluations {
  list(): readonly WireEvaluation[];
  read(id: string): WireEvaluation | undefined;
  /** The answers so far, with their questions; undefined for an id that is none. */
  trials(id: string): readonly QuestionedTrial[] | undefined;
  /** Ends one that is running; what has been answered stays. Throws a 409 for one that has ended. */
  cancel(id: string): WireEvaluation | undefined;
  /** Starts one; it ends by itself, or with the server. */
  start(request: WireEvaluationRequest): WireEvaluation;
}

interface Kept {
  readonly shown: WireEvaluation;
  readonly tasks: readonly Task[];
  readonly trials: readonly Trial[];
  readonly stop: AbortController;
}

/** Evaluates completers on tasks of the server's splits, of benchmarks, or of those who ask. */
export function evaluations(context: ServerContext): Evaluations {
  const all = new Map<string, Kept>();
  const running = () => [...all.values()].filter(({ shown }) => shown.state === 'running').length;

  async function run({ shown: started, tasks, stop }: Kept): Promise<void> {
    const { completers, definition, closing, log } = context;
    const completer = namedCompleter({ completers }, started.completer);
    const trials: Trial[] = [];
    const put = (change: Partial<WireEvaluation>) => {
      const shown = { ...started, done: trials.length, ...change };
      if (!stop.signal.aborted) all.set(started.id, { shown, tasks, trials, stop });
    };
    try {
      for await (const batch of evaluate(completer, tasks, {
        sampling: { maxTokens: 512 },
        ...(definition.format && { format: definition.format }),
        ...(definition.graders && { graders: definition.graders }),
        signal: AbortSignal.any([closing, stop.signal]),
      })) {
        if (stop.signal.aborted) return;
        trials.push(...batch);
        put({});
      }
      put({ state: 'finished', report: { ...evalReport(trials) } });
    } catch (error) {
      if (stop.signal.aborted) return;
      log.warn({ err: error, evaluation: started.id }, 'evaluation failed');
      put({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The tasks that a request asks for, and their name. */
  function asked({ split, limit = LIMIT, benchmark, tasks }: WireEvaluationRequest) {
    const { splits } = context;
    const usual = splits.has('test') ? 'test' : splits.first;
    if (tasks !== undefined) return { name: 'tasks', tasks };
    if (benchmark === undefined)
      return { name: split ?? usual, tasks: splits.tasks(split ?? usual).slice(0, limit) };
    const pool = [...splits.tasks(usual), ...adversarialTasks()];
    return { name: benchmark, tasks: benchmarkTasks(benchmark, pool, 0) };
  }

  return {
    list: () => [...all.values()].map(({ shown }) => shown).reverse(),
    read: (id) => all.get(id)?.shown,
    trials(id) {
      const found = all.get(id);
      return found && withQuestions(found.trials, found.tasks);
    },
    cancel(id) {
      const found = all.get(id);
      if (!found) return undefined;
      if (found.shown.state !== 'running')
        throw new HttpFault(409, `The evaluation is ${found.shown.state}; only a running one is cancelled.`);
      const shown: WireEvaluation = { ...found.shown, state: 'cancelled' };
      all.set(id, { ...found, shown });
      found.stop.abort();
      return shown;
    },
    start(request) {
      namedCompleter(context, request.completer);
      if (running() >= MAX_RUNNING)
        throw new HttpFault(409, `${MAX_RUNNING} evaluations are running; wait until one of them has ended.`);
      const { name, tasks } = asked(request);
      const shown: WireEvaluation = {
        id: randomUUID(),
        completer: request.completer,
        split: name,
        state: 'running',
        done: 0,
        of: tasks.length,
        error: null,
        report: null,
        created_at: new Date().toISOString(),
      };
      const started: Kept = { shown, tasks, trials: [], stop: new AbortController() };
      all.set(shown.id, started);
      for (const [id, kept] of all) if (all.size > MAX_KEPT && kept.shown.state !== 'running') all.delete(id);
      void run(started);
      return shown;
    },
  };
}
