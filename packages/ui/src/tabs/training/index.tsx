import { expectedCalibrationError, reliabilityCurve } from '@echo/metrics';
import { decimal, reliabilityDiagram, trainingCurves } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import type { PresetName } from '@echo/reward';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PolicyClient, TrainingSession } from '../../backend.js';
import { Figure } from '../../parts/figure.js';
import { Text } from '../../parts/text.js';
import { usePage, useRoute } from '../../shell/context.js';
import { Verdict } from '../evaluation/answers.js';
import './training.css';
import { afterEvent, newRun, type RunState } from './run-state.js';

const REWARDS: readonly PresetName[] = [
  'honest',
  'echo',
  'rlcr',
  'logarithmic',
  'spherical',
  'accuracy-only',
];

/** The demo's training in this browser: settings, curves as they come, and an earlier run beside it. */
export default function TrainingTab(): JSX.Element {
  const { backend } = usePage();
  if (backend.policy === null)
    return (
      <p>The training runs in a worker with the embedded policy, whose files this page has not beside it.</p>
    );
  return <Training policy={backend.policy} />;
}

function Training({ policy }: { readonly policy: PolicyClient }): JSX.Element {
  const { params, setParams } = useRoute();
  const [runs, setRuns] = useState<readonly RunState[]>([]);
  const [isPaused, setPaused] = useState(false);
  const session = useRef<TrainingSession | null>(null);
  const reward = REWARDS.find((each) => each === params.reward) ?? 'honest';
  const seed = Math.max(0, Math.floor(Number(params.seed ?? 1)) || 0);
  const steps = Math.min(240, Math.max(1, Math.floor(Number(params.steps ?? 60)) || 60));
  const current = runs.at(-1) ?? null;
  const isRunning = current !== null && !current.isOver;

  async function start(): Promise<void> {
    const label = `${reward}, seed ${seed}${runs.some((run) => run.label === `${reward}, seed ${seed}`) ? ` (${runs.length + 1})` : ''}`;
    setRuns((before) => [...before.slice(-1), newRun(label, steps)]);
    setPaused(false);
    const started = policy.train({ reward, seed, steps });
    session.current = started;
    for await (const event of started.events)
      setRuns((before) => before.map((run) => (run.label === label ? afterEvent(run, event) : run)));
  }

  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) void start();
        }}
      >
        <label class="field">
          Reward
          <select
            value={reward}
            disabled={isRunning}
            onChange={(event) => setParams({ reward: event.currentTarget.value })}
          >
            {REWARDS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <Whole
          label="Seed"
          value={seed}
          disabled={isRunning}
          onChange={(text) => setParams({ seed: text })}
        />
        <Whole
          label="Steps"
          value={steps}
          disabled={isRunning}
          onChange={(text) => setParams({ steps: text })}
        />
        {isRunning ? (
          <>
            <button
              type="button"
              onClick={() => {
                if (isPaused) session.current?.resume();
                else session.current?.pause();
                setPaused(!isPaused);
              }}
            >
              {isPaused ? 'Resume' : 'Pause'}
            </button>
            <button type="button" onClick={() => session.current?.stop()}>
              Stop
            </button>
          </>
        ) : (
          <button type="submit" class="main">
            {runs.length === 0 ? 'Start training' : 'Train again, beside this run'}
          </button>
        )}
      </form>
      <p class="muted">{expectation()}</p>
      {current && (
        <p role="status" class="standing-verdict">
          {isPaused && isRunning ? 'Paused. ' : ''}
          <Text of={current.status} />
        </p>
      )}
      <HeldOut runs={runs} />
      <div class="figures">
        {runs.some((run) => run.steps.length > 0) && (
          <Figure
            of={`live ${runs.map((run) => `${run.label} ${run.steps.length}`).join(' ')}`}
            draw={(options) =>
              trainingCurves(
                runs.filter((run) => run.steps.length > 0),
                { ...options, title: 'The training, step by step', source: 'trained in this browser' },
              )
            }
          />
        )}
        {current && current.recent.length > 0 && (
          <Figure
            of={`live diagram ${current.label} ${current.steps.length}`}
            widest={420}
            draw={(options) =>
              reliabilityDiagram([{ label: current.label, bins: reliabilityCurve(current.recent) }], {
                ...options,
                title: 'The latest sampled answers',
                source: 'trained in this browser',
              })
            }
          />
        )}
      </div>
      {current && current.samples.length > 0 && (
        <section>
          <h2>Completions of this step</h2>
          <ul class="completions">
            {current.samples.map((sample, i) => (
              <li key={i}>
                <Verdict confidence={sample.confidence} correct={sample.correct} />
                <div>
                  <Text of={sample.question} />
                  <div class="muted">
                    <Text of={sample.text} /> · reward {decimal(sample.reward)}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What is to be expected before it starts: threads need a page that is isolated from others. */
function expectation(): string {
  const cores = navigator.hardwareConcurrency ?? 1;
  return crossOriginIsolated && cores > 1
    ? `WebAssembly with ${cores} processor cores; the time left is shown from the second step on. The page stays usable meanwhile.`
    : 'Without threads here a step takes about 10 seconds, 60 steps about 10 minutes. The page stays usable meanwhile.';
}

/** The ECE on held-out answers, before and after. */
function HeldOut({ runs }: { readonly runs: readonly RunState[] }): JSX.Element | null {
  const measured = runs.filter(({ trials }) => trials.before !== undefined);
  if (measured.length === 0) return null;
  const shown = (trials: readonly ReportTrial[] | undefined) =>
    trials === undefined ? '–' : decimal(expectedCalibrationError([...trials]) ?? 0);
  return (
    <table class="held-out">
      <thead>
        <tr>
          <th scope="col">held-out answers</th>
          <th scope="col">n</th>
          <th scope="col">ECE before</th>
          <th scope="col">ECE after</th>
        </tr>
      </thead>
      <tbody>
        {measured.map(({ label, trials }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{trials.before?.length}</td>
            <td class="number">{shown(trials.before)}</td>
            <td class="number">{shown(trials.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface WholeProps {
  readonly label: string;
  readonly value: number;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

function Whole({ label, value, disabled, onChange }: WholeProps): JSX.Element {
  return (
    <label class="field">
      {label}
      <input
        type="number"
        min={0}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
