import type { Observation, Phase, ResetOptions, StepResult } from '@echo/env';
import type { WireObservation, WireResult } from '@echo/env/wire';

/** What the server knows of an episode beside its observation. */
export interface EpisodeMetadata {
  readonly episode_id: string;
  readonly seed: number | string | null;
  readonly task_id: string;
  /** The curriculum phase whose mix the task was drawn from, where there was one. */
  readonly phase?: Phase;
  /** The role and length of each message in `prompt`, where messages are joined by a blank line. */
  readonly messages: readonly (readonly [role: string, length: number])[];
  /** The canonical correct answer; only once the episode has ended. */
  readonly expected_answer?: string;
}

/** The wire's metadata of an observation that a reset with these options posed. */
export function metadataOf(
  observation: Observation,
  { seed, phase }: Pick<ResetOptions, 'seed' | 'phase'>,
): EpisodeMetadata {
  return {
    episode_id: observation.episodeId,
    seed: seed ?? null,
    task_id: observation.taskId,
    ...(phase !== undefined && { phase }),
    messages: observation.prompt.map(({ role, content }) => [role, content.length] as const),
  };
}

/** The reply to a reset: the question, and null for whatever a step tells. */
export function resetResult(observation: Observation, metadata: EpisodeMetadata): WireResult {
  return result(
    {
      ...questionOf(observation),
      is_correct: null,
      accuracy: null,
      confidence: null,
      brier_score: null,
      ece: null,
      feedback: null,
      thinking: null,
      reward_components: null,
    },
    metadata,
    { reward: null, done: false },
  );
}

/** The reply to a step: how the response was graded and rewarded. */
export function stepResult(step: StepResult, ece: number | null, metadata: EpisodeMetadata): WireResult {
  const { observation, parsed, grade, breakdown, reward, expectedAnswer } = step;
  const { confidence } = parsed;
  return result(
    {
      ...questionOf(observation),
      is_correct: grade.correct,
      accuracy: grade.grade,
      confidence: Math.round(1e4 * confidence) / 100,
      brier_score: (confidence - Number(grade.correct)) ** 2,
      ece,
      feedback: feedbackOf(step),
      thinking: parsed.reasoning,
      reward_components: breakdown.components.map(({ name, score, weight }) => ({ name, score, weight })),
    },
    { ...metadata, expected_answer: expectedAnswer },
    { reward, done: true },
  );
}

function questionOf({ question, domain, difficulty, prompt }: Observation) {
  return { question, domain, difficulty, prompt: prompt.map(({ content }) => content).join('\n\n') };
}

/** Metadata stands inside the observation and beside it, as servers since 0.4 send it. */
function result(
  observation: WireObservation,
  episode: EpisodeMetadata,
  outcome: { readonly reward: number | null; readonly done: boolean },
): WireResult {
  const metadata: Record<string, unknown> = { ...episode };
  return { observation: { ...observation, metadata }, ...outcome, metadata };
}

function feedbackOf({ parsed, grade, expectedAnswer }: StepResult): string {
  const stated = `${Math.round(100 * parsed.confidence)} % confidence`;
  const format = parsed.wellFormed
    ? ''
    : ' The reply was not in the format <confidence>N</confidence><answer>X</answer>.';
  if (parsed.abstained) return `No answer, stated with ${stated}; the answer is ${expectedAnswer}.${format}`;
  if (grade.correct) return `Correct, stated with ${stated}.${format}`;
  return `Incorrect, stated with ${stated}; the answer is ${expectedAnswer}.${format}`;
}
