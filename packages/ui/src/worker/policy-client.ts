import { proxy, type Remote } from 'comlink';
import type { GenerationEvent, PolicyClient, PolicyInfo, TrainingEvent } from '../backend.js';
import { eventQueue } from './event-queue.js';
import { watchedWorker } from './watched-worker.js';
import type { WorkerAddresses, WorkerApi } from './worker-api.js';

/** Options of `policyClient`. */
export interface PolicyClientOptions {
  /** The most threads; as many as help unless given. They need a cross-origin isolated page. */
  readonly threads?: number;
}

/**
 * The embedded policy in a module worker, which starts with the first call. `base` is the page's address.
 *
 * Where the worker ends with an error every call that waits is refused, and the next load starts another.
 */
export function policyClient(
  base: string,
  { threads }: PolicyClientOptions = {},
): Omit<PolicyClient, 'watchLoading'> {
  let worker: Worker | null = null;
  let api: Remote<WorkerApi>;
  let loading: Promise<PolicyInfo> | null = null;
  const start = () => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    api = watchedWorker<WorkerApi>(worker, {
      what: 'The embedded policy',
      remedy:
        'reload the page; if it never starts, see that the Content-Security-Policy of its host lets its workers in',
      onEnd: () => {
        worker = null;
        loading = null;
      },
    });
  };
  const load: PolicyClient['load'] = (onProgress = () => {}) => {
    if (worker === null) start();
    loading ??= api.load(addressesBelow(base), threads ?? null, proxy(onProgress));
    loading.catch(() => {
      loading = null;
    });
    return loading;
  };
  return {
    load,
    async *generate(prompt, { signal, ...sampling }) {
      await load();
      const events = eventQueue<GenerationEvent>();
      const onEvent = (event: GenerationEvent | null) => {
        if (event) events.push(event);
        else events.end();
      };
      api.generate(prompt, sampling, proxy(onEvent)).catch(events.end);
      for await (const event of events) {
        signal?.throwIfAborted();
        yield event;
      }
    },
    async *evaluate(tasks, { moment, signal }) {
      await load();
      const batches = eventQueue<Parameters<Parameters<WorkerApi['evaluate']>[2]>[0]>();
      let wanted = true;
      const onTrials = (trials: Parameters<typeof batches.push>[0]) => {
        batches.push(trials);
        return wanted && !signal?.aborted;
      };
      api
        .evaluate(
          tasks,
          moment,
          proxy(async (trials) => onTrials(trials)),
        )
        .then(() => batches.end(), batches.end);
      try {
        for await (const trials of batches) {
          signal?.throwIfAborted();
          yield trials;
        }
      } finally {
        wanted = false;
      }
    },
    timeTraining: (settings) => load().then(() => api.timeTraining(settings)),
    train(settings) {
      const events = eventQueue<TrainingEvent>();
      const onEvent = (event: TrainingEvent) => {
        events.push(event);
        if (event.type === 'end' || event.type === 'error') events.end();
      };
      load()
        .then(() => api.train(settings, proxy(onEvent)))
        .catch((error: Error) => onEvent({ type: 'error', message: error.message }));
      return {
        events,
        pause: () => void api.pause(),
        resume: () => void api.resume(),
        stop: () => void api.stop(),
      };
    },
    trainedAdapter: () => load().then(() => api.trainedAdapter()),
    useAfter: (adapter) => load().then(() => api.useAfter(adapter)),
    close: () => worker?.terminate(),
  };
}

/** The folders below the page that hold what the worker fetches. */
function addressesBelow(base: string): WorkerAddresses {
  const folder = (name: string) => new URL(`assets/data/${name}/`, base).href;
  return {
    nano: folder('nano'),
    adapter: folder('demo/adapter'),
    tasks: folder('tasks'),
    wasm: folder('wasm'),
  };
}
