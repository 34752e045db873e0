import type { PolicyClient, Progress, TrainingEvent, TrainingSession } from '../backend.js';

type Loaded = Omit<PolicyClient, 'watchLoading'>;

/**
 * The embedded policy, whose code and worker are loaded when it is first asked for something.
 *
 * A visitor who does not ask for it loads nothing of it. `bytes` is the size of its files, which stands in
 * for what a host that compresses them does not say.
 */
export function lazyPolicy(base: string, bytes: number): PolicyClient {
  let opened: Promise<Loaded> | undefined;
  let loading: Progress | null = null;
  const listeners = new Set<(progress: Progress | null) => void>();
  const tell = (progress: Progress | null) => {
    loading = progress;
    for (const listener of listeners) listener(progress);
  };
  const load: PolicyClient['load'] = async (onProgress) => {
    opened ??= import('../worker/policy-client.js').then(({ policyClient }) => policyClient(base));
    const policy = await opened;
    try {
      return await policy.load(({ done, of }) => {
        tell({ done, of: of ?? bytes });
        onProgress?.({ done, of: of ?? bytes });
      });
    } finally {
      tell(null);
    }
  };
  const open = async (): Promise<Loaded> => {
    await load();
    return opened as Promise<Loaded>;
  };
  return {
    load,
    watchLoading(listener) {
      listeners.add(listener);
      listener(loading);
      return () => void listeners.delete(listener);
    },
    async *generate(prompt, options) {
      yield* (await open()).generate(prompt, options);
    },
    async *evaluate(tasks, options) {
      yield* (await open()).evaluate(tasks, options);
    },
    timeTraining: async (settings) => (await open()).timeTraining(settings),
    train(settings) {
      const session: Promise<TrainingSession> = open().then((policy) => policy.train(settings));
      async function* events(): AsyncGenerator<TrainingEvent, void, void> {
        try {
          yield* (await session).events;
        } catch (error) {
          yield { type: 'error', message: (error as Error).message };
        }
      }
      const ask = (what: 'pause' | 'resume' | 'stop') => () =>
        void session.then((of) => of[what]()).catch(() => {});
      return { events: events(), pause: ask('pause'), resume: ask('resume'), stop: ask('stop') };
    },
    trainedAdapter: async () => (await open()).trainedAdapter(),
    useAfter: async (adapter) => (await open()).useAfter(adapter),
    close: () => void opened?.then((policy) => policy.close()),
  };
}
