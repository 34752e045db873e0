import { createRng } from '@echo/core';
import type { Difficulty } from '@echo/tasks';
import type { Fact, Form } from './fact.js';

/**
 * A wording of a computation: the name of the wording, the question, the answer and, for a choice, the
 * incorrect options.
 */
export type Wording = readonly [
  name: string,
  question: string,
  answer: string | number,
  wrong?: readonly string[],
];

/** A computation about operands, in several wordings. */
export function operation(
  head: {
    readonly family: string;
    readonly domain: string;
    readonly difficulty: Difficulty;
    readonly operands: string;
  },
  wordings: readonly Wording[],
): Fact {
  return {
    family: head.family,
    key: head.operands,
    domain: head.domain,
    difficulty: head.difficulty,
    entities: [`#${head.family} ${head.operands}`],
    forms: wordings.map(
      ([name, question, answer, wrong]): Form => ({
        template: `${head.family}/${name}`,
        question,
        answer,
        ...(wrong ? { wrong, ...(wrong.length === 1 ? { options: 2 as const } : {}) } : {}),
      }),
    ),
  };
}

/** `count` different values of `draw`, told apart by their JSON; fewer when the space is smaller. */
export function sample<T>(
  label: string,
  count: number,
  draw: (int: (n: number) => number) => T,
): readonly T[] {
  const rng = createRng(`sample ${label}`);
  const seen = new Map<string, T>();
  for (let tries = 0; seen.size < count && tries < count * 50; tries++) {
    const value = draw((n) => rng.int(n));
    seen.set(JSON.stringify(value), value);
  }
  return [...seen.values()];
}

/** The integers from `first` to `last`. */
export function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** The element of a list for an index of any size. */
export function pick<T>(items: readonly T[], index: number): T {
  return items[((index % items.length) + items.length) % items.length] as T;
}

/** Incorrect numbers near `value`, as text, for a choice question. */
export function nearNumbers(
  value: number,
  steps: readonly number[] = [-10, -3, -2, -1, 1, 2, 3, 10],
): readonly string[] {
  return steps.map((step) => String(value + step));
}
