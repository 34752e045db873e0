import type { WireRun, WireRunEvent, WireRunRequest } from '@echo/env/wire';
import type {
  HeldOutEce,
  ServerClient,
  TrainingEvent,
  TrainingSession,
  TrainingStep,
} from '../../backend.js';
import { stepsOf } from '../../logs/run-evidence.js';
import { eventQueue } from '../../worker/event-queue.js';

/** A run of the server as a session: a new one of a request, or one that is there. */
export function serverSession(server: ServerClient, wanted: WireRunRequest | WireRun): TrainingSession {
  const events = eventQueue<TrainingEvent>();
  const gone = new AbortController();
  let run: WireRun | null = null;
  let last = 0;
  let isFollowing = false;
  const tell = (message: string) => events.push({ type: 'note', message });
  const note = (error: Error) => tell(error.message);
  const end = (event: TrainingEvent) => {
    events.push(event);
    events.end();
  };

  function take(event: WireRunEvent): void {
    if (event.type === 'error') end({ type: 'error', message: event.message });
    if (event.type === 'end') stopped(event.run);
    const step = event.type === 'step' ? stepOf(event.step) : null;
    if (step === null || step.step <= last) return;
    last = step.step;
    events.push({ type: 'step', step, of: run?.of ?? step.step, rollouts: [] });
  }

  function stopped(now: WireRun): void {
    run = now;
    events.push({ type: 'measured', measures: measuresOf(now) });
    if (now.state === 'finished') end({ type: 'end' });
    else if (now.state === 'failed')
      end({ type: 'error', message: now.error ?? 'The run failed on the server.' });
    else {
      tell(`Paused on the server after ${now.steps} of ${now.of} steps`);
      events.push({ type: 'paused', paused: true });
    }
  }

  async function follow(): Promise<void> {
    if (run === null || isFollowing) return;
    isFollowing = true;
    try {
      for await (const event of server.runEvents(run.id, gone.signal)) take(event);
    } catch (error) {
      if (!gone.signal.aborted) end({ type: 'error', message: (error as Error).message });
    } finally {
      isFollowing = false;
    }
  }

  const started = 'state' in wanted ? Promise.resolve(wanted) : server.startRun(wanted);
  started
    .then((made) => {
      run = made;
      return follow();
    })
    .catch((error: Error) => end({ type: 'error', message: error.message }));

  return {
    events,
    pause: () => {
      tell('Pausing on the server, after this step…');
      void started.then(({ id }) => server.pauseRun(id)).catch(note);
    },
    resume: () => {
      if (!run) return;
      tell('Resuming on the server…');
      server.resumeRun(run.id).then((now) => {
        run = now;
        events.push({ type: 'paused', paused: false });
        void follow();
      }, note);
    },
    stop: () => {
      gone.abort();
      const rest = run?.state === 'paused' ? 'it stays paused' : 'it goes on';
      end({ type: 'end', message: `The run is no longer followed here; ${rest} on the server.` });
    },
  };
}

function stepOf(fields: Readonly<Record<string, unknown>>): TrainingStep | null {
  const [step] = stepsOf(JSON.stringify(fields));
  return step === undefined ? null : ({ seconds: 0, ...fields, ...step } as unknown as TrainingStep);
}

function measuresOf({ before, after }: WireRun): HeldOutEce {
  return {
    n: before?.n ?? null,
    before: before?.ece.value ?? null,
    after: after?.ece.value ?? null,
  };
}
