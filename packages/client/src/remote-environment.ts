import { EchoError, type Prompt } from '@echo/core';
import type { Environment, Observation, ResetOptions } from '@echo/env';
import { observationSchema, type WireObservation, type WireState } from '@echo/env/wire';
import { parseResponse } from '@echo/parser';
import { isClientError } from './client-error.js';
import { connect } from './connect.js';
import type { ClientOptions, OpenEnvResult } from './open-env-client.js';

export interface RemoteEnvironmentOptions extends ClientOptions {
  /** The seed of episodes that are reset without one, as in `createEnvironment`; 0 unless given. */
  readonly seed?: number | string;
  /** The split that resets draw from; the server's first unless given. */
  readonly split?: string;
}

/** An environment on a server, and how the connection to it ends. */
export interface RemoteEnvironment extends Environment {
  close(): Promise<void>;
}

/**
 * An environment whose other end is an `@echo/server`: a policy trains against it as against a local one.
 *
 * Equal resets pose equal questions, here and there. Rejects as `connect` does; its methods throw
 * `invalid-input` for a reset that fits no task and `episode-order` for a step out of order.
 */
export async function remoteEnvironment(
  url: string,
  { seed = 0, split, ...options }: RemoteEnvironmentOptions = {},
): Promise<RemoteEnvironment> {
  const client = await connect(url, options);
  let episodes = 0;
  let current: Observation | null = null;
  let done = false;

  return {
    async reset(reset = {}) {
      const args = wireArguments({
        ...reset,
        seed: reset.seed ?? `${seed}/episode ${episodes}`,
        episodeId: reset.episodeId ?? `episode-${episodes + 1}`,
      });
      const result = await refusing(
        'invalid-input',
        client.reset(split === undefined ? args : { ...args, split }),
      );
      episodes += 1;
      current = observationOf(result, wireObservation(result));
      done = false;
      return current;
    },

    async step({ response }) {
      if (!current)
        throw new EchoError(
          'episode-order',
          'The environment was stepped before its first reset; call reset to get a question.',
        );
      if (done)
        throw new EchoError(
          'episode-order',
          'The episode has ended with its first reply; call reset for another question.',
        );
      const result = await refusing('service-failed', client.step({ response }));
      done = result.done;
      const { is_correct, accuracy, reward_components } = wireObservation(result);
      const correct = is_correct === true;
      return {
        observation: current,
        reward: result.reward ?? 0,
        terminated: result.done,
        truncated: false,
        parsed: parseResponse(response),
        grade: { grade: accuracy ?? Number(correct), correct },
        breakdown: { total: result.reward ?? 0, correct, components: reward_components ?? [] },
        expectedAnswer: String(result.metadata.expected_answer ?? ''),
      };
    },

    async state() {
      const state = (await client.state()) as WireState;
      return {
        episodeId: state.episode_id,
        stepCount: state.step_count,
        taskId: state.task_id,
        done: state.done,
        totalReward: state.total_reward,
      };
    },

    close: () => client.close(),
  };
}

function wireArguments({ episodeId, ...rest }: ResetOptions): Readonly<Record<string, unknown>> {
  return { ...rest, episode_id: episodeId };
}

function wireObservation({ observation }: OpenEnvResult): WireObservation {
  const parsed = observationSchema.safeParse(observation);
  if (parsed.success) return parsed.data;
  throw new EchoError(
    'unsupported',
    `The server poses no ECHO questions (${parsed.error.issues[0]?.path.join('.')}); use connect() with it.`,
  );
}

function observationOf({ metadata }: OpenEnvResult, wire: WireObservation): Observation {
  const { domain, difficulty, question, prompt } = wire;
  return {
    episodeId: String(metadata.episode_id),
    taskId: String(metadata.task_id),
    domain,
    difficulty,
    question,
    prompt: messagesOf(prompt, metadata.messages),
  };
}

/** The messages that a server joined by blank lines; one of the user where it does not say. */
function messagesOf(prompt: string, lengths: unknown): Prompt {
  if (!Array.isArray(lengths)) return [{ role: 'user', content: prompt }];
  let start = 0;
  return (lengths as readonly (readonly [Prompt[number]['role'], number])[]).map(([role, length]) => {
    const content = prompt.slice(start, start + length);
    start += length + 2;
    return { role, content };
  });
}

async function refusing<T>(code: 'invalid-input' | 'service-failed', work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isClientError(cause, 'EXECUTION_ERROR')) throw new EchoError(code, cause.message, { cause });
    throw cause;
  }
}
