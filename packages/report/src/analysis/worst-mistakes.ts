import type { ReportTrial } from '../trial.js';

/** A confident and incorrect answer. */
export interface Mistake {
  readonly taskId: string;
  readonly confidence: number;
  readonly domain?: string;
  readonly difficulty?: string;
  readonly question?: string;
  readonly answer?: string;
  readonly expected?: string;
}

/** The incorrect answers stated with the highest confidence; abstentions are no mistakes. */
export interface WorstMistakes {
  /** How many answers are incorrect. */
  readonly total: number;
  readonly shown: readonly Mistake[];
}

/** Longer texts are cut: a report is no dump. */
const LONGEST = 1000;

/** The incorrect answers from the most confident down. */
export function worstMistakes(trials: readonly ReportTrial[], most: number): WorstMistakes {
  const incorrect = trials.filter(({ correct, abstained }) => !correct && abstained !== true);
  const shown = [...incorrect]
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, most)
    .map(({ taskId, confidence, domain, difficulty, question, answer, expected }) => ({
      taskId,
      confidence,
      ...(domain !== undefined && { domain }),
      ...(difficulty !== undefined && { difficulty }),
      ...(question !== undefined && { question: cut(question) }),
      ...(answer !== undefined && { answer: cut(answer) }),
      ...(expected !== undefined && { expected: cut(expected) }),
    }));
  return { total: incorrect.length, shown };
}

const cut = (text: string) =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
