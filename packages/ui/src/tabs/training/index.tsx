import { decimal } from '@echo/plots';
import type { PresetName } from '@echo/reward';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { TrainingSession, TrainingTimes } from '../../backend.js';
import { PolicyLoading } from '../../parts/progress.js';
import { shownText, Text } from '../../parts/text.js';
import { useAsync } from '../../parts/use-async.js';
import { usePage, useRoute } from '../../shell/context.js';
import { Verdict } from '../evaluation/answers.js';
import './training.css';
import { changeBetween } from './compare-runs.js';
import { estimateOf } from './estimate.js';
import { Figures } from './figures.js';
import { HeldOut } from './held-out.js';
import { afterEvent, newRun, type RunSettings, type RunState } from './run-state.js';
import { serverSession } from './server-session.js';

const REWARDS: readonly PresetName[] = [
  'honest',
  'echo',
  'rlcr',
  'logarithmic',
  'spherical',
  'accuracy-only',
];

/** A training in this browser or on the server: settings, curves as they come, and another run beside it. */
export default function TrainingTab(): JSX.Element {
  const { backend } = usePage();
  const { params, setParams } = useRoute();
  const { policy, server } = backend;
  const [runs, setRuns] = useState<readonly RunState[]>([]);
  const [beside, setBeside] = useState<string | null>(null);
  const [times, setTimes] = useState<TrainingTimes | null>(null);
  const [timing, setTiming] = useState('');
  const session = useRef<TrainingSession | null>(null);
  const listed = useAsync(server ? `runs ${runs.length} ${runs.at(-1)?.isOver}` : null, async () =>
    server?.runs(),
  );
  const canServe = listed.value?.canStart ?? false;
  const place: RunSettings['place'] =
    policy === null || (canServe && params.where === 'server') ? 'the server' : 'this browser';
  const reward = REWARDS.find((each) => each === params.reward) ?? 'honest';
  const seed = Math.max(0, Math.floor(Number(params.seed ?? 1)) || 0);
  const steps = Math.min(240, Math.max(1, Math.floor(Number(params.steps ?? 60)) || 60));
  const heldOut = Math.min(200, Math.max(8, Math.floor(Number(params.heldout ?? 200)) || 200));
  const current = runs.at(-1) ?? null;
  const isRunning = current !== null && !current.isOver;
  const others = runs.slice(0, -1);
  const other =
    others.find(({ label }) => label === beside) ?? (beside === '' ? null : others.at(-1)) ?? null;
  const shown = [...(other ? [other] : []), ...(current ? [current] : [])];

  async function measured(): Promise<void> {
    if (times !== null || policy === null) return;
    setTiming('Timing a little of the training first…');
    try {
      setTimes(await policy.timeTraining({ reward, seed }));
      setTiming('');
    } catch (error) {
      setTiming((error as Error).message);
    }
  }

  async function follow(settings: RunSettings, begin: () => TrainingSession, name = ''): Promise<void> {
    const plain = name || `${settings.reward}, seed ${settings.seed}`;
    const label = runs.some((run) => run.label === plain) ? `${plain} (${runs.length + 1})` : plain;
    setRuns((before) => [...before, newRun(label, settings)]);
    setBeside(null);
    const started = begin();
    session.current = started;
    for await (const event of started.events)
      setRuns((before) => before.map((run) => (run.label === label ? afterEvent(run, event) : run)));
  }

  async function start(): Promise<void> {
    const settings = { reward, seed, steps, place };
    if (place === 'the server') {
      if (server)
        await follow(settings, () => serverSession(server, { reward, seed, steps, held_out: heldOut }));
      return;
    }
    if (!policy) return;
    await measured();
    await follow(settings, () => policy.train({ reward, seed, steps, heldOut }));
  }

  function join(id: string): void {
    const run = listed.value?.runs.find((each) => each.id === id);
    if (!server || !run) return;
    const settings = { reward: run.reward, seed: run.seed, steps: run.of, place: 'the server' as const };
    void follow(settings, () => serverSession(server, run), run.id);
  }

  function turn(paused: boolean): void {
    if (paused) session.current?.pause();
    else session.current?.resume();
    // The server says itself when it has paused.
    if (current?.settings.place === 'this browser')
      setRuns((before) =>
        before.map((run) => (run === before.at(-1) ? afterEvent(run, { type: 'paused', paused }) : run)),
      );
  }

  if (policy === null && !canServe)
    return (
      <p>The training runs in a worker with the embedded policy, whose files this page has not beside it.</p>
    );
  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning && timing === '') void start();
        }}
      >
        {canServe && policy !== null && (
          <label class="field">
            Where
            <select
              value={place === 'the server' ? 'server' : ''}
              disabled={isRunning}
              onChange={(event) => setParams({ where: event.currentTarget.value })}
            >
              <option value="">in this browser</option>
              <option value="server">on the server</option>
            </select>
          </label>
        )}
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
        <Whole
          label="Held-out answers"
          value={heldOut}
          disabled={isRunning}
          onChange={(text) => setParams({ heldout: text })}
        />
        {isRunning && current ? (
          <>
            <button type="button" onClick={() => turn(!current.isPaused)}>
              {current.isPaused ? 'Resume' : 'Pause'}
            </button>
            <button type="button" onClick={() => session.current?.stop()}>
              {current.settings.place === 'the server' ? 'Follow no longer' : 'Stop'}
            </button>
          </>
        ) : (
          <button type="submit" class="main" disabled={timing.endsWith('…')}>
            {runs.length === 0 ? 'Start training' : 'Train again, beside this run'}
          </button>
        )}
        {place === 'this browser' && times === null && timing === '' && !isRunning && (
          <button type="button" onClick={() => void measured()}>
            How long will it take?
          </button>
        )}
      </form>
      <p class="muted estimate" role="status">
        {place === 'the server'
          ? 'On the server; the time left is shown from the second step on.'
          : timing ||
            (times === null
              ? 'The time it takes is measured before it starts.'
              : estimateOf(times, { steps, heldOut }))}
      </p>
      {policy && <PolicyLoading policy={policy} />}
      {current === null && (
        <p class="muted about">
          A step answers 32 questions twice, grades the answers and pays the reward; GRPO then moves the
          policy towards what was paid. Reward, accuracy, confidence and ECE are drawn here as they come, and
          the ECE on held-out questions is measured before and after.
        </p>
      )}
      {!isRunning && listed.value && listed.value.runs.length > 0 && (
        <label class="beside">
          <span class="muted">A run of this server</span>
          <select value="" onChange={(event) => join(event.currentTarget.value)}>
            <option value="">choose</option>
            {listed.value.runs.map(({ id, state, steps: made, of }) => (
              <option key={id} value={id}>
                {shownText(`${id}: ${state}, ${made} of ${of} steps`, 80)}
              </option>
            ))}
          </select>
        </label>
      )}
      {listed.error !== null && (
        <p role="alert">
          <Text of={listed.error} />
        </p>
      )}
      {current && (
        <p role="status" class="standing-verdict">
          {current.isPaused && current.settings.place === 'this browser' ? 'Paused. ' : ''}
          <Text of={current.status} />
        </p>
      )}
      {current && others.length > 0 && (
        <div class="row compared">
          <label class="beside">
            <span class="muted">compared with</span>
            <select value={other?.label ?? ''} onChange={(event) => setBeside(event.currentTarget.value)}>
              <option value="">no other run</option>
              {others.map(({ label }) => (
                <option key={label} value={label}>
                  {shownText(label, 60)}
                </option>
              ))}
            </select>
          </label>
          {other && <span>{changeBetween(other.settings, current.settings)}</span>}
        </div>
      )}
      <HeldOut runs={shown} />
      <Figures shown={shown} />
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
