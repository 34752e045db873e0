import { rewardByName } from '@echo/reward';
import { openStore } from '@echo/store';
import { createServer } from '../create-server.js';
import { builtinEnvironment } from '../environment/environment-definition.js';
import type { ServeExtras } from './serve.js';
import { portsOf, type ServeArguments } from './serve-options.js';
import { servedTasks } from './served-tasks.js';

/** Serves the environment until SIGINT or SIGTERM. */
export async function serveEnvironment(
  options: ServeArguments,
  { format, ...extras }: ServeExtras,
): Promise<void> {
  const { host, strict = false, durable = false, insecure = false, seed, order } = options;
  const [port = 7860, ...alsoPorts] = portsOf(options);
  const token = options.token ?? process.env.ECHO_TOKEN;
  const tasks = options.tasks === undefined ? null : await servedTasks(options.tasks, note);
  const environment = builtinEnvironment({
    reward: rewardByName(options.reward),
    format: format ?? (order ? { order } : {}),
    ...(tasks && { splits: { tasks: () => tasks } }),
  });
  const server = await createServer({
    ...extras,
    environment,
    store: await openStore(options.store, { durable }),
    strict,
    maxSessions: options.maxSessions,
    origins: options.origin,
    ...(options.rateLimit !== undefined && { rateLimit: options.rateLimit }),
    ...(seed !== undefined && { seed }),
    ...(token !== undefined && { token }),
  });
  const stopped = new Promise<void>((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void server.close().then(resolve, reject));
  });
  try {
    const address = await server.listen({ host, port, alsoPorts, insecure });
    process.stdout.write(`${address}\n`);
    note(`${environment.name} keeps its episodes in ${server.store.description}`);
  } catch (error) {
    await server.close();
    throw error;
  }
  await stopped;
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}
