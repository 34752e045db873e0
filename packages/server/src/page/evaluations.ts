import { randomUUID } from 'node:crypto';
import { STOP_SEQUENCES } from '@echo/core';
import type { WireEvaluation, WireEvaluationRequest } from '@echo/env/wire';
import { evalReport, evaluate, type Trial } from '@echo/eval';
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
  /** Starts one; it ends by itself, or with the server. */
  start(request: WireEvaluationRequest): WireEvaluation;
}

/** Evaluates completers on the tasks of the server's splits, from the start of each; `test` unless told. */
export function evaluations(context: ServerContext): Evaluations {
  const all = new Map<string, WireEvaluation>();
  const running = () => [...all.values()].filter(({ state }) => state === 'running').length;

  async function run(started: WireEvaluation, tasks: Parameters<typeof evaluate>[1]): Promise<void> {
    const { completers, definition, closing, log } = context;
    const completer = namedCompleter({ completers }, started.completer);
    const trials: Trial[] = [];
    const put = (change: Partial<WireEvaluation>) =>
      all.set(started.id, { ...started, done: trials.length, ...change });
    try {
      for await (const batch of evaluate(completer, tasks, {
        sampling: { maxTokens: 512, stop: STOP_SEQUENCES },
        ...(definition.graders && { graders: definition.graders }),
        signal: closing,
      })) {
        trials.push(...batch);
        put({});
      }
      put({ state: 'finished', report: { ...evalReport(trials) } });
    } catch (error) {
      log.warn({ err: error, evaluation: started.id }, 'evaluation failed');
      put({ state: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    list: () => [...all.values()].reverse(),
    read: (id) => all.get(id),
    start({ completer, split = context.splits.has('test') ? 'test' : context.splits.first, limit = LIMIT }) {
      namedCompleter(context, completer);
      if (running() >= MAX_RUNNING)
        throw new HttpFault(409, `${MAX_RUNNING} evaluations are running; wait until one of them has ended.`);
      const tasks = context.splits.tasks(split).slice(0, limit);
      const started: WireEvaluation = {
        id: randomUUID(),
        completer,
        split,
        state: 'running',
        done: 0,
        of: tasks.length,
        error: null,
        report: null,
        created_at: new Date().toISOString(),
      };
      all.set(started.id, started);
      for (const [id, { state }] of all) if (all.size > MAX_KEPT && state !== 'running') all.delete(id);
      void run(started, tasks);
      return started;
    },
  };
}
