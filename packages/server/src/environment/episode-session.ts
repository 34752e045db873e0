import { randomUUID } from 'node:crypto';
import { EchoError } from '@echo/core';
import {
  createEnvironment,
  type Environment,
  type Observation,
  type Phase,
  type ResetOptions,
} from '@echo/env';
import { type ResetChoice, resetChoiceSchema, type WireResult, type WireState } from '@echo/env/wire';
import type { EpisodeStore } from '@echo/store';
import type { EnvironmentDefinition } from './environment-definition.js';
import { parseAction } from './parse-action.js';
import { recordOf } from './record-of.js';
import { type RunningEce, runningEce } from './running-ece.js';
import type { TaskSplits } from './task-splits.js';
import { resetResult, stepResult } from './wire-result.js';

/** What sessions share. */
export interface SessionContext {
  readonly definition: EnvironmentDefinition;
  readonly splits: TaskSplits;
  readonly store: EpisodeStore;
  readonly strict: boolean;
  /** The phase of resets that name neither seed, phase, difficulty nor index; null for all difficulties. */
  phase(): Phase | null;
  /** The seed of a reset without one. */
  drawSeed(): number;
}

/** One environment: the episodes of a socket, an MCP session or a plain HTTP client, one after another. */
export interface EpisodeSession {
  /** Arguments that the environment does not know are ignored, as OpenEnv servers do. */
  reset(args?: Readonly<Record<string, unknown>>): Promise<WireResult>;
  step(action: unknown): Promise<WireResult>;
  state(): Promise<WireState>;
}

interface Episode {
  readonly environment: Environment;
  readonly observation: Observation;
  readonly options: ResetOptions;
}

/** A session of the environment; `id` is null of stateless grading. */
export function episodeSession(context: SessionContext, id: string | null): EpisodeSession {
  const { definition, splits, store, strict } = context;
  let current: Episode | null = null;
  let graded: RunningEce | null = null;

  return {
    async reset(args = {}) {
      const choice = choiceOf(args);
      const options = resetOptions(choice, context);
      const environment = createEnvironment({
        tasks: splits.tasks(choice.split ?? splits.first),
        ...definition.format,
        ...(definition.reward && { reward: definition.reward }),
        ...(definition.graders && { graders: definition.graders }),
      });
      const observation = await environment.reset(options);
      current = { environment, observation, options };
      return resetResult(observation, options);
    },

    async step(action) {
      const { response } = parseAction(action, strict);
      if (!current)
        throw new EchoError(
          'episode-order',
          'There is no episode to step; reset first, or send a `seed` beside the action.',
        );
      const { environment, options } = current;
      const step = await environment.step({ response });
      const seed = options.seed ?? null;
      try {
        await store.add(recordOf(step, { sessionId: id, seed, response }));
      } catch (error) {
        await environment.reset(options);
        throw error;
      }
      graded ??= runningEce();
      const ece = graded.add({ confidence: step.parsed.confidence, correct: step.grade.correct });
      return stepResult(step, ece, options);
    },

    async state() {
      if (!current) return NO_EPISODE;
      const { environment, observation, options } = current;
      const { stepCount, done, totalReward } = await environment.state();
      return {
        episode_id: observation.episodeId,
        step_count: stepCount,
        task_id: observation.taskId,
        seed: options.seed ?? null,
        domain: observation.domain,
        difficulty: observation.difficulty,
        done,
        total_reward: totalReward,
      };
    },
  };
}

/** The state before the first reset. */
const NO_EPISODE: WireState = {
  episode_id: null,
  step_count: 0,
  task_id: null,
  seed: null,
  domain: null,
  difficulty: null,
  done: false,
  total_reward: 0,
};

function choiceOf(args: Readonly<Record<string, unknown>>): ResetChoice {
  const parsed = resetChoiceSchema.safeParse(args);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EchoError(
    'invalid-input',
    `The reset argument \`${issue?.path.join('.')}\` is refused: ${issue?.message}; see /schema and the README.`,
  );
}

function resetOptions(choice: ResetChoice, { phase, drawSeed }: SessionContext): ResetOptions {
  const { episode_id, domain, difficulty, index } = choice;
  const isChosen = choice.seed != null || choice.phase != null || difficulty != null || index != null;
  const drawnFrom = choice.phase ?? (isChosen ? null : phase());
  return {
    episodeId: episode_id ?? randomUUID(),
    seed: choice.seed ?? drawSeed(),
    ...(domain != null && { domain }),
    ...(difficulty != null && { difficulty }),
    ...(drawnFrom !== null && { phase: drawnFrom }),
    ...(index != null && { index }),
  };
}
