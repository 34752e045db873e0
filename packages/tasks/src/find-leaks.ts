import { EchoError, type Probability } from '@echo/core';
import { expectedAnswer } from './expected-answer.js';
import { gradeTask } from './grade-task.js';
import { type QuestionWords, questionWords } from './internal/question-words.js';
import type { Task } from './task.js';

/** From this similarity on, two questions with the same numbers and the same answer count as one. */
export const LEAK_THRESHOLD = 0.65;

/** Two tasks of different sets that ask the same. */
export interface Leak {
  readonly a: Task;
  readonly b: Task;
  /** 1 for questions equal in normal form, else the overlap of their content words. */
  readonly similarity: Probability;
}

/**
 * The pairs of a task of `a` and one of `b` that ask the same, in the order of `a`, the most similar first.
 *
 * Put training tasks on one side and held-out tasks on the other.
 *
 * Questions equal in normal form ask the same; when they offer choices, only if the correct answer is the
 * same, too. So do questions of at least the threshold's similarity whose numbers are the same and whose
 * correct answer is. The similarity of two sets of content words is their Jaccard index |A ∩ B| / |A ∪ B|, or
 * the containment |A ∩ B| / min(|A|, |B|) if that is at least .9 and the smaller has at least 5 words (A.
 * Broder, On the resemblance and containment of documents, 1997, with shingles of one word).
 *
 * Takes time in proportion to the words that questions of both sets share. Throws `invalid-input` for a
 * threshold outside (0, 1].
 *
 * @example
 * ```ts
 * import { findLeaks, type Task } from '@echo/tasks';
 *
 * const answerKey = { kind: 'text', answer: 'Paris' } as const;
 * const about = { domain: 'factual', difficulty: 'easy', answerKey } as const;
 * const train: Task = { ...about, id: 'a', question: 'What is the capital of France?' };
 * const test: Task = { ...about, id: 'b', question: 'Name the capital of France.' };
 * findLeaks([train], [test])[0]?.similarity; // → 1
 * ```
 */
export function findLeaks(
  a: readonly Task[],
  b: readonly Task[],
  threshold: Probability = LEAK_THRESHOLD,
): readonly Leak[] {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new EchoError('invalid-input', `Expected \`threshold\` to be in (0, 1], got ${threshold}.`);
  }
  const index = indexOf(b.map(questionWords));
  return a.flatMap((task) => {
    const query = questionWords(task);
    const leaks = candidates(query, index, threshold).flatMap(({ position, similarity }) => {
      const other = index.entries[position];
      if (!other || !asksTheSame(query, other)) return [];
      return [{ a: task, b: other.task, similarity }];
    });
    return leaks.sort((x, y) => y.similarity - x.similarity);
  });
}

interface Index {
  readonly entries: readonly QuestionWords[];
  readonly withWord: ReadonlyMap<string, readonly number[]>;
  readonly withQuestion: ReadonlyMap<string, readonly number[]>;
  /** The number of words of the query that each entry has; all zero between queries. */
  readonly shared: Uint32Array;
}

function indexOf(entries: readonly QuestionWords[]): Index {
  const withWord = new Map<string, number[]>();
  const withQuestion = new Map<string, number[]>();
  for (const [position, { question, content }] of entries.entries()) {
    put(withQuestion, question, position);
    for (const word of content) put(withWord, word, position);
  }
  return { entries, withWord, withQuestion, shared: new Uint32Array(entries.length) };
}

function put(map: Map<string, number[]>, key: string, position: number): void {
  const positions = map.get(key);
  if (positions) positions.push(position);
  else map.set(key, [position]);
}

interface Candidate {
  readonly position: number;
  readonly similarity: Probability;
}

function candidates(query: QuestionWords, index: Index, threshold: Probability): readonly Candidate[] {
  const equal = index.withQuestion.get(query.question) ?? [];
  const found: Candidate[] = equal.map((position) => ({ position, similarity: 1 }));
  const touched: number[] = [];
  for (const word of query.content) {
    for (const position of index.withWord.get(word) ?? []) {
      if (index.shared[position] === 0) touched.push(position);
      index.shared[position] = (index.shared[position] ?? 0) + 1;
    }
  }
  for (const position of touched) {
    const other = index.entries[position];
    const shared = index.shared[position] ?? 0;
    index.shared[position] = 0;
    if (!other || other.question === query.question) continue;
    const similarity = overlap(shared, query.content.size, other.content.size);
    if (similarity >= threshold) found.push({ position, similarity });
  }
  return found;
}

/** Fewer words than this are contained in many a question by chance. */
const MIN_CONTAINED = 5;
/** A question that stands in another but for a name is not the other. */
const MIN_CONTAINMENT = 0.9;

function overlap(shared: number, sizeA: number, sizeB: number): Probability {
  const smaller = Math.min(sizeA, sizeB);
  const containment = shared / smaller;
  if (smaller >= MIN_CONTAINED && containment >= MIN_CONTAINMENT) return containment;
  return shared / (sizeA + sizeB - shared);
}

function asksTheSame(x: QuestionWords, y: QuestionWords): boolean {
  const offersChoices = [x, y].some(({ task }) => task.answerKey.kind === 'choice');
  if (x.question === y.question && !offersChoices) return true;
  return x.numbers === y.numbers && sameAnswer(x.task, y.task);
}

function sameAnswer(x: Task, y: Task): boolean {
  const [ofX, ofY] = [answerText(x), answerText(y)];
  return ofX === ofY || isRight(x, ofY) || isRight(y, ofX);
}

function answerText(task: Task): string {
  const key = task.answerKey;
  if (key.kind !== 'choice') return expectedAnswer(task);
  return key.choices.find(({ label }) => label === key.label)?.text ?? key.label;
}

/** Whether an answer earns 1. A kind of one's own has no grader here, so there only equal answers count. */
function isRight(task: Task, answer: string): boolean {
  const { kind } = task.answerKey;
  const isBuiltIn = kind === 'number' || kind === 'choice' || kind === 'text';
  return isBuiltIn && gradeTask(task, answer).correct;
}
