import type { CurveStep } from '@echo/plots';
import type { ReportTrial } from '@echo/report';
import type { PolicyMoment, TrainingEvent, TrainingRollout } from '../../backend.js';

/** What is known of a run so far. */
export interface RunState {
  readonly label: string;
  readonly steps: readonly CurveStep[];
  readonly of: number;
  readonly secondsPerStep: number | null;
  /** Of the latest steps, for the reliability diagram. */
  readonly recent: readonly TrainingRollout[];
  readonly samples: readonly TrainingRollout[];
  readonly trials: Readonly<Partial<Record<PolicyMoment, readonly ReportTrial[]>>>;
  readonly status: string;
  readonly isOver: boolean;
}

/** Answers that the reliability diagram shows. */
const RECENT = 640;
const SAMPLES = 4;

/** A run of `of` steps before its first one. */
export const newRun = (label: string, of: number): RunState => ({
  label,
  steps: [],
  of,
  secondsPerStep: null,
  recent: [],
  samples: [],
  trials: {},
  status: 'Fetching the policy…',
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
    case 'trials':
      return { ...run, trials: { ...run.trials, [event.when]: event.trials } };
    case 'step': {
      const steps = [...run.steps, event.step];
      const seconds = steps.slice(1).map((step) => (step as { seconds?: number }).seconds ?? 0);
      const mean =
        seconds.length === 0 ? event.step.seconds : seconds.reduce((a, b) => a + b, 0) / seconds.length;
      const left = Math.ceil(((event.of - event.step.step) * mean) / 60);
      return {
        ...run,
        steps,
        of: event.of,
        secondsPerStep: mean,
        recent: [...run.recent, ...event.rollouts].slice(-RECENT),
        samples: event.rollouts.slice(0, SAMPLES),
        status: `Step ${event.step.step} of ${event.of}, ${mean.toFixed(1)} s each; ${left} ${left === 1 ? 'minute' : 'minutes'} left`,
      };
    }
    case 'end':
      return { ...run, status: `Done: ${run.steps.length} steps`, isOver: true };
    case 'error':
      return { ...run, status: event.message, isOver: true };
  }
}
