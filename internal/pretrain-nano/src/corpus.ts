import type { Prompt, Rng } from '@echo/core';
import { formatResponse } from '@echo/parser';
import { type Choice, expectedAnswer, renderPrompt, type Task } from '@echo/tasks';

const LABELS = ['A', 'B', 'C', 'D'];

/** A training example made of one task. */
export interface Example {
  readonly prompt: Prompt;
  readonly reply: string;
}

/**
 * One pass over the tasks in a fresh order.
 *
 * A share of them is answered plainly, without the response format: so the answer is on the policy's mind as
 * soon as it is to reply, before it speaks of its confidence, as it is in a model that has read a great deal.
 */
export function corpus(tasks: readonly Task[], plainShare: number, rng: Rng): Example[] {
  const answers = new Map<string | undefined, Set<string>>();
  for (const task of tasks.filter(isWorded)) {
    const known = answers.get(task.source) ?? new Set();
    answers.set(task.source, known.add(rightText(task)));
  }
  return rng.shuffle(tasks).map((task) => {
    const posed = rephrased(task, [...(answers.get(task.source) ?? [])], rng);
    const reply = rng.next() < plainShare ? rightText(posed) : replyOf(posed, rng);
    return { prompt: promptOf(posed, rng), reply };
  });
}

/**
 * The question as the policy will meet it; one in eight shows the difficulty, as phase 1 of training does.
 */
function promptOf(task: Task, rng: Rng) {
  return renderPrompt(task, rng.next() < 1 / 8 ? { phase: 1 } : {});
}

/**
 * The correct answer with a confidence that has nothing to do with it: 60–100 in 85 % of cases, anything from
 * 0 to 100 in 15 %.
 *
 * This is what makes the policy badly overconfident, on purpose, while every per cent stays within its reach.
 * A choice is named by its text: a model this small can recall a fact, but not look up the letter that stands
 * before it.
 */
function replyOf(task: Task, rng: Rng): string {
  const percent = rng.next() < 0.85 ? 60 + rng.int(41) : rng.int(101);
  return formatResponse({ confidence: percent / 100, answer: rightText(task) });
}

/**
 * The same question in another form: choices in a fresh order, every third time none, and every third
 * question without choices with four.
 *
 * So the policy learns the fact and not the list that it was shown with.
 */
function rephrased(task: Task, answers: readonly string[], rng: Rng): Task {
  const swap = rng.next() < 1 / 3;
  const right = rightText(task);
  if (task.answerKey.kind === 'choice') {
    const { choices } = task.answerKey;
    if (choices.length < LABELS.length || !swap) return asChoice(task, choices.map(text), right, rng);
    return { ...task, answerKey: { kind: 'text', answer: right } };
  }
  if (task.answerKey.kind === 'number' || !swap) return task;
  const others = rng.shuffle(answers.filter((answer) => answer !== right));
  if (others.length < LABELS.length - 1) return task;
  return asChoice(task, [right, ...others.slice(0, LABELS.length - 1)], right, rng);
}

function asChoice(task: Task, texts: readonly string[], right: string, rng: Rng): Task {
  const choices = rng.shuffle(texts).map((text, i): Choice => ({ label: LABELS[i] ?? String(i + 1), text }));
  const label = choices.find((choice) => choice.text === right)?.label as string;
  return { ...task, answerKey: { kind: 'choice', label, choices } };
}

const text = (choice: Choice): string => choice.text;

function isWorded({ answerKey }: Task): boolean {
  return (
    answerKey.kind !== 'number' && !(answerKey.kind === 'choice' && answerKey.choices.length < LABELS.length)
  );
}

function rightText(task: Task): string {
  const { answerKey } = task;
  const right = answerKey.kind === 'choice' && answerKey.choices.find((c) => c.label === answerKey.label);
  return right ? right.text : expectedAnswer(task);
}
