import type { WireRun, WireRunEvent, WireRunRequest } from '@echo/env/wire';
import type { ServerClient, TrainingEvent, TrainingSession, TrainingStep } from '../../backend.js';
import { stepsOf } from '../../logs/run-evidence.js';
import { eventQueue } from '../../worker/event-queue.js';

/** A run of the server as a session: a new one of a request, or one that is there. */
export function serverSession(server: ServerClient, wanted: WireRunRequest | WireRun): TrainingSession {
  const events = eventQueue<TrainingEvent>();
  const gone = new AbortController();
  let run: WireRun | null = null;
  let last = 0;
  let isFollowing = false;
  const note = (error: Error) => events.push({ type: 'note', message: error.message });
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
      events.push({ type: 'note', message: `Paused on the server after ${now.steps} of ${now.of} steps` });
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

  async function begin(): Promise<void> {
    run = 'state' in wanted ? wanted : await server.startRun(wanted);
    await follow();
  }
  begin().catch((error: Error) => end({ type: 'error', message: error.message }));

  return {
    events,
    pause: () => {
      if (run) void server.pauseRun(run.id).catch(note);
    },
    resume: () => {
      if (!run) return;
      server.resumeRun(run.id).then((now) => {
        run = now;
        events.push({ type: 'paused', paused: false });
        void follow();
      }, note);
    },
    stop: () => {
      gone.abort();
      end({ type: 'end' });
    },
  };
}

function stepOf(fields: Readonly<Record<string, unknown>>): TrainingStep | null {
  const [step] = stepsOf(JSON.stringify(fields));
  return step === undefined ? null : ({ seconds: 0, ...fields, ...step } as unknown as TrainingStep);
}

function measuresOf({ before, after }: WireRun) {
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  return { n: number(before?.n), before: number(before?.ece), after: number(after?.ece) };
}
