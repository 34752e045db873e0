import type { Grade, Prompt } from '@echo/core';
import type { ParsedResponse } from '@echo/parser';
import type { RewardBreakdown } from '@echo/reward';
import type { Difficulty, Domain, Phase } from '@echo/tasks';

/** Which question to pose. Equal options pose the same question, here or on another machine. */
export interface ResetOptions {
  /** A whole number ≥ 0, or any text. Without one the environment draws its own. */
  readonly seed?: number | string;
  readonly episodeId?: string;
  readonly domain?: Domain;
  readonly difficulty?: Difficulty;
  /** The curriculum phase whose mix of difficulties is drawn from: 1, 2 or 3. */
  readonly phase?: Phase;
  /** The task at this place of the task set instead of a drawn one. */
  readonly index?: number;
}

/** The observation of an episode: the question and the prompt that poses it. */
export interface Observation {
  readonly episodeId: string;
  readonly taskId: string;
  readonly domain: Domain;
  readonly difficulty: Difficulty;
  readonly question: string;
  readonly prompt: Prompt;
}

/** The action of an episode: one completion, untrusted text. */
export interface Action {
  readonly response: string;
}

/**
 * The outcome of a reply: Gymnasium's five-tuple (observation, reward, terminated, truncated, info) spelled
 * out.
 *
 * `parsed` and `grade` are a reward's input, so that a trainer can score a whole group again.
 */
export interface StepResult {
  readonly observation: Observation;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly parsed: ParsedResponse;
  /** Partial credit and verdict; an abstention has grade 0 and is incorrect. */
  readonly grade: Grade;
  readonly breakdown: RewardBreakdown;
  readonly expectedAnswer: string;
}

export interface EpisodeState {
  readonly episodeId: string | null;
  readonly stepCount: number;
  readonly taskId: string | null;
  readonly done: boolean;
  readonly totalReward: number;
}

/** One question, one reply, one reward. The other end may be on this machine or another. */
export interface Environment {
  reset(options?: ResetOptions): Promise<Observation>;
  /** Throws `episode-order` before `reset` and after the episode has ended. */
  step(action: Action): Promise<StepResult>;
  state(): Promise<EpisodeState>;
}
