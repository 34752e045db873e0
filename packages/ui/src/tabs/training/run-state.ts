import { expectedCalibrationError } from '@echo/metrics';
import type { CurveStep } from '@echo/plots';
import type { HeldOutEce, TrainingEvent, TrainingRollout } from '../../backend.js';

/** What was chosen of a run. */
export interface RunSettings {
  readonly reward: string;
  readonly seed: number;
  readonly steps: number;
  readonly place: 'this browser' | 'the server';
}

/** What is known of a run so far. */
export interface RunState {
  readonly label: string;
  readonly settings: RunSettings;
  readonly steps: readonly CurveStep[];
  readonly secondsPerStep: number | null;
  /** Of the latest steps, for the reliability diagram. */
  readonly recent: readonly TrainingRollout[];
  readonly samples: readonly TrainingRollout[];
  readonly heldOut: HeldOutEce;
  readonly status: string;
  readonly isPaused: boolean;
  readonly isOver: boolean;
}

/** Answers that the reliability diagram shows. */
const RECENT = 640;
const SAMPLES = 4;

/** A run before its first step. */
export const newRun = (label: string, settings: RunSettings): RunState => ({
  label,
  settings,
  steps: [],
  secondsPerStep: null,
  recent: [],
  samples: [],
  heldOut: { n: null, before: null, after: null },
  status: settings.place === 'the server' ? 'Starting on the server…' : 'Fetching the policy…',
  isPaused: false,
  isOver: false,
});

/** The state of a run after an event. */
export function afterEvent(run: RunState, event: TrainingEvent): RunState {
  switch (event.type) {
    case 'evaluating': {
      const { done, of } = event.progress;
      return {
        ...run,
        status: `Answering held-out questions ${event.when} training: ${done}${of === null ? '' : ` of ${of}`}`,
      };
    }
    case 'trials': {
      const ece = expectedCalibrationError([...event.trials]);
      return { ...run, heldOut: { ...run.heldOut, n: event.trials.length, [event.when]: ece } };
    }
    case 'measured':
      return { ...run, heldOut: event.measures };
    case 'paused':
      return { ...run, isPaused: event.paused };
    case 'note':
      return { ...run, status: event.message };
    case 'step': {
      const steps = [...run.steps, event.step];
      const seconds = steps.slice(1).map((step) => (step as { seconds?: number }).seconds ?? 0);
      const mean =
        seconds.length === 0 ? event.step.seconds : seconds.reduce((a, b) => a + b, 0) / seconds.length;
      const left = Math.ceil(((event.of - event.step.step) * mean) / 60);
      return {
        ...run,
        steps,
        secondsPerStep: mean,
        recent: [...run.recent, ...event.rollouts].slice(-RECENT),
        samples: event.rollouts.slice(0, SAMPLES),
        status: `Step ${event.step.step} of ${event.of}, ${mean.toFixed(1)} s each; ${left} ${left === 1 ? 'minute' : 'minutes'} left`,
      };
    }
    case 'end':
      return { ...run, status: event.message ?? endOf(run), isPaused: false, isOver: true };
    case 'error':
      return { ...run, status: event.message, isPaused: false, isOver: true };
  }
}

function endOf({ steps: { length: made }, settings: { steps: of } }: RunState): string {
  return made < of
    ? `Stopped after ${made} of ${of} steps`
    : `Done: ${made} ${made === 1 ? 'step' : 'steps'}`;
}
