import { createRng, EchoError } from '@echo/core';
import { presets, type RewardFunction } from '@echo/reward';
import { expectedAnswer, type Graders, type ReplyFormat, renderPrompt, type Task } from '@echo/tasks';
import { drawTask } from './draw-task.js';
import type { Environment, EpisodeState, Observation, ResetOptions } from './environment.js';
import { gradeResponse } from './grade-response.js';

/** An environment's tasks, the format of replies that its prompts ask for, reward and graders. */
export interface EnvironmentOptions extends ReplyFormat {
  readonly tasks: readonly Task[];
  /**
   * How often a task is drawn, by its id; 1 for those it does not name. All are drawn alike unless given.
   */
  readonly weights?: ReadonlyMap<string, number>;
  /** The reward of a completion; the preset `honest` unless given. */
  readonly reward?: RewardFunction;
  /** Judges for kinds of answers of your own, or other ones for the built-in kinds. */
  readonly graders?: Graders;
  /** The seed of episodes that are reset without one; 0 unless given. */
  readonly seed?: number | string;
}

/**
 * An environment of one question, one reply with its confidence and one reward: an episode has a single step.
 *
 * Equal resets pose equal questions, here or on another machine. A malformed reply is graded and rewarded,
 * never thrown. Throws `invalid-input` without tasks, for a weight that is no number above 0 or for a reset
 * that fits none, `episode-order` for a step before a reset or after the end.
 *
 * @example
 * ```ts
 * import { createEnvironment } from '@echo/env';
 * import { builtinTasks } from '@echo/tasks/node';
 *
 * const environment = createEnvironment({ tasks: builtinTasks('dev') });
 * (await environment.reset({ seed: 7, domain: 'factual' })).domain; // → 'factual'
 * const response = '<confidence>75</confidence><answer>Paris</answer>';
 * (await environment.step({ response })).parsed.confidence; // → 0.75
 * ```
 */
export function createEnvironment(options: EnvironmentOptions): Environment {
  const { tasks, weights, reward = presets.honest, graders, seed = 0, order, system } = options;
  const format = { ...(order && { order }), ...(system !== undefined && { system }) };
  if (tasks.length === 0)
    throw new EchoError('invalid-input', 'Expected at least one task to pose, got none.');
  for (const [id, weight] of weights ?? [])
    if (!(Number.isFinite(weight) && weight > 0))
      throw new EchoError(
        'invalid-input',
        `Expected the weight of ${id} to be a number above 0, got ${weight}; leave a task out to draw it never.`,
      );
  const posed = { tasks, ...(weights && { weights }) };
  let episodes = 0;
  let current: { readonly task: Task; readonly observation: Observation } | null = null;
  let state: EpisodeState = { episodeId: null, stepCount: 0, taskId: null, done: false, totalReward: 0 };

  return {
    async reset(reset: ResetOptions = {}) {
      const episodeSeed = reset.seed ?? `${seed}/episode ${episodes}`;
      const task = drawTask(posed, reset, createRng(episodeSeed).fork('task'));
      episodes += 1;
      const observation: Observation = {
        episodeId: reset.episodeId ?? `episode-${episodes}`,
        taskId: task.id,
        domain: task.domain,
        difficulty: task.difficulty,
        question: task.question,
        prompt: renderPrompt(task, { ...format, ...(reset.phase !== undefined && { phase: reset.phase }) }),
      };
      current = { task, observation };
      state = {
        episodeId: observation.episodeId,
        stepCount: 0,
        taskId: task.id,
        done: false,
        totalReward: 0,
      };
      return observation;
    },

    async step({ response }) {
      if (!current)
        throw new EchoError(
          'episode-order',
          'The environment was stepped before its first reset; call reset to get a question.',
        );
      if (state.done)
        throw new EchoError(
          'episode-order',
          'The episode has ended with its first reply; call reset for another question.',
        );
      const { task, observation } = current;
      const { parsed, grade } = gradeResponse(task, response, graders);
      const breakdown = reward({ parsed, grade });
      state = { ...state, stepCount: 1, done: true, totalReward: breakdown.total };
      return {
        observation,
        reward: breakdown.total,
        terminated: true,
        truncated: false,
        parsed,
        grade,
        breakdown,
        expectedAnswer: expectedAnswer(task),
      };
    },

    async state() {
      return state;
    },
  };
}
