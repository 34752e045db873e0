import type { Observation, Phase, ResetOptions, StepResult } from '@echo/env';
import type { WireResult } from '@echo/env/wire';

/** What the server knows of an episode beside its observation. */
type EpisodeMetadata = {
  readonly episode_id: string;
  readonly seed: number | string | null;
  readonly task_id: string;
  /** The curriculum phase whose mix the task was drawn from, where there was one. */
  readonly phase?: Phase;
  /** The role and length of each message in `prompt`, where messages are joined by a blank line. */
  readonly messages: readonly (readonly [role: string, length: number])[];
  /** The canonical correct answer; only once the episode has ended. */
  readonly expected_answer?: string;
};

/** The options of a reset that its metadata tell. */
type Posed = Pick<ResetOptions, 'seed' | 'phase'>;

/** The reply to a reset: the question, and null for whatever a step tells. */
export function resetResult(observation: Observation, posed: Posed): WireResult {
  const metadata = metadataOf(observation, posed);
  return {
    observation: {
      question: observation.question,
      domain: observation.domain,
      difficulty: observation.difficulty,
      prompt: promptText(observation),
      is_correct: null,
      accuracy: null,
      confidence: null,
      brier_score: null,
      ece: null,
      feedback: null,
      thinking: null,
      reward_components: null,
      metadata,
    },
    reward: null,
    done: false,
    metadata,
  };
}

/** The reply to a step: how the response was graded and rewarded. */
export function stepResult(step: StepResult, ece: number | null, posed: Posed): WireResult {
  const { observation, parsed, grade, breakdown } = step;
  const { confidence } = parsed;
  const metadata = metadataOf(observation, posed, { expected_answer: step.expectedAnswer });
  return {
    observation: {
      question: observation.question,
      domain: observation.domain,
      difficulty: observation.difficulty,
      prompt: promptText(observation),
      is_correct: grade.correct,
      accuracy: grade.grade,
      confidence: Math.round(1e4 * confidence) / 100,
      brier_score: (confidence - Number(grade.correct)) ** 2,
      ece,
      feedback: feedbackOf(step),
      thinking: parsed.reasoning,
      reward_components: breakdown.components.map(({ name, score, weight }) => ({ name, score, weight })),
      metadata,
    },
    reward: step.reward,
    done: true,
    metadata,
  };
}

/** The metadata stand inside the observation and beside it, as servers since 0.4 send them. */
function metadataOf(
  observation: Observation,
  { seed, phase }: Posed,
  outcome: Pick<EpisodeMetadata, 'expected_answer'> = {},
): EpisodeMetadata {
  return {
    episode_id: observation.episodeId,
    seed: seed ?? null,
    task_id: observation.taskId,
    ...(phase !== undefined && { phase }),
    messages: observation.prompt.map(({ role, content }) => [role, content.length] as const),
    ...outcome,
  };
}

function promptText({ prompt }: Observation): string {
  return prompt.map(({ content }) => content).join('\n\n');
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
