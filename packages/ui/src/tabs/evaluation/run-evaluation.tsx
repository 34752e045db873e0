import type { BenchmarkName } from '@echo/tasks';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Progress } from '../../backend.js';
import { PolicyLoading, ProgressBar } from '../../parts/progress.js';
import { shownText, Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { type Asked, BENCHMARK_LABELS, evaluatorsOf } from './evaluators.js';

const BENCHMARKS = Object.entries(BENCHMARK_LABELS) as readonly (readonly [BenchmarkName, string])[];

/** Evaluates a model here: who answers, which tasks, how far it is; its answers open as a log. */
export function RunEvaluation(): JSX.Element | null {
  const { backend, logs } = usePage();
  const { params, setParams } = useRoute();
  const { server, policy } = backend;
  const named = useAsync(server ? 'completers' : null, async () => (await server?.completers()) ?? []);
  const [own, setOwn] = useState<Extract<Asked, { file: string }> | null>(null);
  const [isReading, setIsReading] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [said, setSaid] = useState('');
  const [failed, setFailed] = useState('');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const evaluators = evaluatorsOf(backend, named.value ?? []);
  const evaluator = evaluators.find(({ name }) => name === params.model) ?? evaluators[0];
  if (evaluator === undefined) return null;
  const benchmark = BENCHMARKS.find(([name]) => name === params.tasks)?.[0] ?? 'calibration-fundamentals';
  const asked: Asked = own ?? { benchmark };
  const isRunning = progress !== null;

  async function takeFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    // Whoever asks meanwhile would evaluate what was chosen before.
    setIsReading(true);
    try {
      const { parseTasks } = await import('@echo/tasks');
      setOwn({ file: file.name, tasks: parseTasks(await file.text(), file.name) });
      setFailed('');
    } catch (error) {
      setFailed((error as Error).message);
    } finally {
      setIsReading(false);
    }
  }

  async function run(): Promise<void> {
    if (evaluator === undefined || isRunning || isReading) return;
    const control = new AbortController();
    running.current = control;
    setSaid('');
    setFailed('');
    setProgress({ done: 0, of: null });
    let answered = 0;
    try {
      const trials = await evaluator.evaluate(asked, {
        signal: control.signal,
        onProgress: (now) => {
          answered = now.done;
          if (!control.signal.aborted) setProgress(now);
        },
      });
      const what = 'tasks' in asked ? asked.file : BENCHMARK_LABELS[asked.benchmark];
      const name = `${evaluator.label} on ${what}`;
      const log = await logs().openTrials(name, trials, 'tasks' in asked ? null : asked.benchmark);
      if (!control.signal.aborted) setParams({ log: log.id, with: '' });
    } catch (error) {
      if (control.signal.aborted) setSaid(`Cancelled after ${answered} answers.`);
      else setFailed((error as Error).message);
    } finally {
      setProgress(null);
    }
  }

  return (
    <section class="run-evaluation">
      <h2>Or evaluate a model here</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <label class="field">
          Model
          <select
            value={evaluator.name}
            disabled={isRunning}
            onChange={(event) => setParams({ model: event.currentTarget.value })}
          >
            {evaluators.map(({ name, label }) => (
              <option key={name} value={name}>
                {shownText(label, 60)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          Tasks
          <select
            value={own === null ? benchmark : 'file'}
            disabled={isRunning}
            onChange={(event) => {
              if (event.currentTarget.value === 'file') return;
              setOwn(null);
              setParams({ tasks: event.currentTarget.value });
            }}
          >
            {BENCHMARKS.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
            {own && <option value="file">{shownText(`${own.file}, ${own.tasks.length} tasks`, 60)}</option>}
          </select>
        </label>
        <label
          class="button"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void takeFile(event.dataTransfer?.files[0]);
          }}
        >
          Drop or choose a task file (.jsonl)
          <input
            class="unseen"
            type="file"
            accept=".jsonl"
            disabled={isRunning}
            onChange={(event) => void takeFile(event.currentTarget.files?.[0])}
          />
        </label>
        {isRunning ? (
          <button type="button" onClick={() => running.current?.abort()}>
            Cancel
          </button>
        ) : (
          <button type="submit" class="main" disabled={isReading}>
            Evaluate
          </button>
        )}
      </form>
      {policy && <PolicyLoading policy={policy} />}
      {progress && progress.of !== null && (
        <ProgressBar label="Answering" {...progress} text={`${progress.done} of ${progress.of}`} />
      )}
      {said !== '' && <p role="status">{said}</p>}
      {(failed !== '' || named.error !== null) && (
        <p role="alert">
          <Text of={failed || (named.error ?? '')} />
        </p>
      )}
    </section>
  );
}
