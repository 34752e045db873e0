import { EchoError } from '@echo/core';
import type { BuiltTask, TaskSetBuild } from './build-tasks.js';
import { mentions, normalizeQuestion, wordsOf } from './normalize-question.js';

/** The ways in which a held-out task can leak into training; each is a list of the tasks concerned. */
export interface Leaks {
  /** Question texts that occur in two splits, after normalisation. */
  readonly questions: readonly string[];
  /** Template and fact that occur in two splits. */
  readonly instances: readonly string[];
  /** Training tasks that name an entity of an unknown fact. */
  readonly entities: readonly string[];
  /** Known tasks whose fact is not in training, and unknown ones whose fact is. */
  readonly familiarity: readonly string[];
  /** Known tasks whose wording is not in training with another fact. */
  readonly wordings: readonly string[];
}

/** Finds every leak between the splits. */
export function findLeaks({ tasks, unknownEntities }: TaskSetBuild): Leaks {
  const train = tasks.filter((item) => item.split === 'train');
  const heldOut = tasks.filter((item) => item.split !== 'train');
  const trainFacts = new Set(train.map((item) => item.fact));
  const trainTemplates = new Set(train.map((item) => item.template));
  const names = [...unknownEntities].filter((entity) => !entity.startsWith('#')).map(wordsOf);
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const name of names) byFirst.set(name[0] ?? '', [...(byFirst.get(name[0] ?? '') ?? []), name]);
  return {
    questions: inTwoSplits(tasks, (item) => normalizeQuestion(item.task.question)),
    instances: inTwoSplits(tasks, (item) => `${item.template} | ${item.fact}`),
    entities: train
      .filter((item) => {
        const words = textsOf(item).map(wordsOf);
        return (
          item.entities.some((entity) => unknownEntities.has(entity)) ||
          words.some((text) =>
            text.some((word) => (byFirst.get(word) ?? []).some((name) => mentions(text, name))),
          )
        );
      })
      .map((item) => item.task.question),
    familiarity: heldOut
      .filter((item) => (item.task.familiarity === 'known') !== trainFacts.has(item.fact))
      .map((item) => item.task.question),
    wordings: heldOut
      .filter((item) => item.task.familiarity === 'known' && !trainTemplates.has(item.template))
      .map((item) => item.task.question),
  };
}

/** Throws `invalid-task` with the first leak found. */
export function checkLeaks(build: TaskSetBuild): void {
  const leaks: Readonly<Record<string, readonly string[]>> = { ...findLeaks(build) };
  for (const [kind, found] of Object.entries(leaks)) {
    if (found.length > 0) {
      throw new EchoError(
        'invalid-task',
        `The task set leaks (${kind}, ${found.length} times, first: "${found[0]}"); correct the split.`,
      );
    }
  }
}

/** Everything a task shows: the question, its options and its correct answers. */
function textsOf({ task }: BuiltTask): readonly string[] {
  const key = task.answerKey;
  if (key.kind === 'text') return [task.question, key.answer, ...(key.aliases ?? [])];
  if (key.kind === 'choice') return [task.question, ...key.choices.map((choice) => choice.text)];
  return [task.question];
}

function inTwoSplits(tasks: readonly BuiltTask[], keyOf: (item: BuiltTask) => string): readonly string[] {
  const splits = new Map<string, string>();
  return tasks.map(keyOf).filter((key, i) => {
    const split = tasks[i]?.split ?? '';
    const before = splits.get(key) ?? split;
    splits.set(key, before);
    return before !== split;
  });
}
