import { isClientError, type RemoteEnvironment, remoteEnvironment } from '@echo/client';
import { EchoError } from '@echo/core';
import { createEnvironment, type Environment } from '@echo/env';
import { rewardByName } from '@echo/reward';
import type { RunContext } from './run-context.js';

/** The environments that a run trains in. */
export interface TrainingEnvironments {
  /** An environment for one rollout. */
  readonly environment: () => Environment;
  close(): Promise<void>;
}

/** The splits of a server that hold what the names of the built-in tasks mean. */
const SPLITS: Readonly<Record<string, string>> = {
  builtin: 'train',
  'builtin:train': 'train',
  'builtin:dev': 'validation',
  'builtin:test': 'test',
};

/**
 * Opens the environments of a run: on its training tasks, or as many sessions of a server as a step has
 * rollouts.
 *
 * `weights` is asked for each environment, and says how often each task is drawn.
 * Throws `service-failed` when no server answers. Resets throw `invalid-input` when the server poses a
 * question that the run is measured on.
 */
export async function openEnvironments(
  { config, tasks }: Pick<RunContext, 'config' | 'tasks'>,
  weights: () => ReadonlyMap<string, number> | null = () => null,
): Promise<TrainingEnvironments> {
  if (config.environment === null) {
    const reward = rewardByName(config.reward);
    return {
      environment: () => {
        const drawn = weights();
        const { order } = config;
        return createEnvironment({ tasks: tasks.train, reward, order, ...(drawn && { weights: drawn }) });
      },
      close: async () => {},
    };
  }
  const url = config.environment;
  const split = SPLITS[config.tasks];
  const held = new Set(tasks.evaluation.map(({ question }) => question));
  const sessions = await Promise.all(
    Array.from({ length: config.prompts * config.group }, () =>
      remoteEnvironment(url, split === undefined ? {} : { split }),
    ),
  ).catch((cause: unknown) => {
    if (isClientError(cause)) throw new EchoError('service-failed', cause.message, { cause });
    throw cause;
  });
  const environments = sessions.map((session) => withoutQuestions(session, held, url));
  let next = 0;
  return {
    environment: () => {
      const environment = environments[next % environments.length] as Environment;
      next += 1;
      return environment;
    },
    close: async () => {
      await Promise.all(sessions.map((session) => session.close()));
    },
  };
}

/** An environment that refuses to pose a question of the evaluation. */
function withoutQuestions(session: RemoteEnvironment, held: ReadonlySet<string>, url: string): Environment {
  return {
    ...session,
    async reset(options) {
      const observation = await session.reset(options);
      if (held.has(observation.question))
        throw new EchoError(
          'invalid-input',
          `The server at ${url} poses the task ${observation.taskId}, on which this run is measured; give other --eval-tasks.`,
        );
      return observation;
    },
  };
}
