import { EchoError } from '@echo/core';
import type { ReportTrial } from '@echo/report';
import type { BenchmarkName, Task } from '@echo/tasks';
import type { Backend, PolicyMoment, Progress } from '../../backend.js';

/** What is asked: a benchmark, or the tasks of a file. */
export type Asked =
  | { readonly benchmark: BenchmarkName }
  | { readonly file: string; readonly tasks: readonly Task[] };

/** Someone who can be evaluated: the embedded policy at a moment, or a named completer of the server. */
export interface Evaluator {
  readonly name: string;
  readonly label: string;
  /** Answers every task; rejects with the signal's reason where it is aborted. */
  evaluate(asked: Asked, control: EvaluationControl): Promise<readonly ReportTrial[]>;
}

export interface EvaluationControl {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** The benchmarks as a person chooses among them. */
export const BENCHMARK_LABELS: Readonly<Record<BenchmarkName, string>> = {
  'calibration-fundamentals': 'easy: calibration fundamentals',
  'domain-aware': 'medium: domain-aware',
  'anti-hallucination': 'hard: anti-hallucination',
};

const MOMENTS: Readonly<Record<PolicyMoment, string>> = {
  before: 'embedded policy, before training',
  after: 'embedded policy, after training',
};

/** Milliseconds between looks at an evaluation of the server. */
const INTERVAL = 300;

/** Everybody whom this backend can evaluate. */
export function evaluatorsOf(backend: Backend, completers: readonly string[]): readonly Evaluator[] {
  const { policy, server, shipped } = backend;
  const embedded =
    policy && shipped
      ? (Object.entries(MOMENTS) as [PolicyMoment, string][]).map(
          ([moment, label]): Evaluator => ({
            name: `nano-${moment}`,
            label,
            async evaluate(asked, { signal, onProgress }) {
              const tasks = 'tasks' in asked ? asked.tasks : await drawn(asked.benchmark, shipped);
              const trials: ReportTrial[] = [];
              await policy.load();
              onProgress({ done: 0, of: tasks.length });
              for await (const batch of policy.evaluate(tasks, { moment, signal })) {
                trials.push(...batch);
                onProgress({ done: trials.length, of: tasks.length });
              }
              return trials;
            },
          }),
        )
      : [];
  const named = server
    ? completers.map(
        (name): Evaluator => ({
          name,
          label: name,
          evaluate: (asked, control) => onServer(server, name, asked, control),
        }),
      )
    : [];
  return [...embedded, ...named];
}

/** The tasks that the server draws for a benchmark, too. */
async function drawn(
  benchmark: BenchmarkName,
  shipped: NonNullable<Backend['shipped']>,
): Promise<readonly Task[]> {
  const [{ benchmarkTasks }, test, adversarial] = await Promise.all([
    import('@echo/tasks'),
    shipped.tasks('test'),
    shipped.tasks('adversarial'),
  ]);
  return benchmarkTasks(benchmark, [...test, ...adversarial], 0);
}

async function onServer(
  server: NonNullable<Backend['server']>,
  completer: string,
  asked: Asked,
  { signal, onProgress }: EvaluationControl,
): Promise<readonly ReportTrial[]> {
  let now = await server.evaluate(
    'tasks' in asked ? { completer, tasks: [...asked.tasks] } : { completer, benchmark: asked.benchmark },
  );
  while (now.state === 'running') {
    onProgress({ done: now.done, of: now.of });
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    if (signal.aborted) {
      await server.cancelEvaluation(now.id);
      signal.throwIfAborted();
    }
    now = await server.evaluation(now.id);
  }
  if (now.state !== 'finished')
    throw new EchoError('service-failed', now.error ?? `The evaluation was ${now.state} on the server.`);
  return server.evaluationTrials(now.id);
}
