import type { PolicyClient, TrainingEvent, TrainingSession } from '../backend.js';

/**
 * The embedded policy, whose code and worker are loaded when it is first asked for something.
 *
 * A visitor who does not ask for it loads nothing of it.
 */
export function lazyPolicy(base: string): PolicyClient {
  let opened: Promise<PolicyClient> | undefined;
  const open = (): Promise<PolicyClient> => {
    opened ??= import('../worker/policy-client.js').then(({ policyClient }) => policyClient(base));
    return opened;
  };
  return {
    load: async (onProgress) => (await open()).load(onProgress),
    async *generate(prompt, options) {
      yield* (await open()).generate(prompt, options);
    },
    async *evaluate(tasks, options) {
      yield* (await open()).evaluate(tasks, options);
    },
    train(settings) {
      const session: Promise<TrainingSession> = open().then((policy) => policy.train(settings));
      async function* events(): AsyncGenerator<TrainingEvent, void, void> {
        yield* (await session).events;
      }
      const tell = (what: 'pause' | 'resume' | 'stop') => () => void session.then((of) => of[what]());
      return { events: events(), pause: tell('pause'), resume: tell('resume'), stop: tell('stop') };
    },
    trainedAdapter: async () => (await open()).trainedAdapter(),
    useAfter: async (adapter) => (await open()).useAfter(adapter),
    close: () => void opened?.then((policy) => policy.close()),
  };
}
