import { rewardByName } from '@echo/reward';
import { builtinEnvironment, createServer } from '@echo/server';
import { openStore } from '@echo/store';
import { readTasks } from '@echo/tasks/node';
import type { ServeArguments } from '../commands/serve.js';

/** Serves the environment until the process is asked to end. */
export async function serveAction(options: ServeArguments): Promise<void> {
  const { host, port, strict = false, durable = false, insecure = false, seed } = options;
  const token = options.token ?? process.env.ECHO_TOKEN;
  const tasks = options.tasks === undefined ? null : await readTasks(options.tasks);
  const environment = builtinEnvironment({
    reward: rewardByName(options.reward),
    ...(tasks && { splits: { tasks: () => tasks } }),
  });
  const server = await createServer({
    environment,
    store: await openStore(options.store, { durable }),
    strict,
    maxSessions: options.maxSessions,
    origins: options.origin,
    ...(seed !== undefined && { seed }),
    ...(token !== undefined && { token }),
  });
  const stopped = new Promise<void>((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void server.close().then(resolve, reject));
  });
  try {
    const address = await server.listen({ host, port, insecure });
    process.stdout.write(`${address}\n`);
    process.stderr.write(`${environment.name} keeps its episodes in ${server.store.description}\n`);
  } catch (error) {
    await server.close();
    throw error;
  }
  await stopped;
}
