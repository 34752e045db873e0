import type { Grade, Probability } from '@echo/core';
import { plainText, type Quantity, readQuantities } from '@echo/core/text';
import type { NumberKey } from '../task.js';

const CONCLUSION = /####|\banswer(?:\s+is)?\s*:|\banswer\s+is\b/gi;
const STEP =
  /=|≈|≃|\b(?:is|are|was|were|equals?|so|therefore|thus|hence|makes?|gives?|totals?|leaves?|gets?|has|have|becomes?)\b|[;\n]|\.\s/gi;
const ASIDE = /\(|\b(?:because|since|as|out of|of|per|from|in|for|than|every|each|after|with|at|on|by)\b/gi;
const HEDGE = /\b(?:or|either|maybe|perhaps|possibly|alternatively|between)\b/gi;

/**
 * Grades the final number an answer states: 1 when it is the key's value, .8 within 1 %, .5 within 5 %, else 0. 50% counts as
 * 50 and as .5. Several numbers of which none is clearly the result, or results that disagree, earn 0.
 */
export function gradeNumber(key: NumberKey, answer: string): Grade {
  const grade = gradeOf(key, answer);
  return { grade, correct: grade === 1 };
}

function gradeOf(key: NumberKey, answer: string): Probability {
  const results = conclusions(answer).map(finalQuantity);
  const [result] = results;
  if (!result || results.some((other) => !other || !agree(result, other))) return 0;
  return Math.max(...result.readings.map((reading) => closeness(reading, key.value)));
}

function closeness(stated: number, value: number): Probability {
  if (!Number.isFinite(stated)) return 0;
  const distance = Math.abs(stated - value);
  const size = Math.abs(value);
  if (distance <= 1e-9 * size) return 1;
  if (distance <= 0.01 * size * (1 + 1e-9)) return 0.8;
  return distance <= 0.05 * size * (1 + 1e-9) ? 0.5 : 0;
}

/** The parts of an answer that say what it comes to: what is boxed, else what follows "####" or "the answer is", else all of it. */
function conclusions(answer: string): readonly string[] {
  const boxed = boxedParts(answer);
  if (boxed.length > 0) return boxed.map(plainText);
  const text = plainText(answer);
  const concluded = text
    .split(CONCLUSION)
    .slice(1)
    .filter((part) => readQuantities(part).length > 0);
  return concluded.length > 0 ? concluded : [text];
}

function boxedParts(answer: string): readonly string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: opening } of answer.matchAll(/\\boxed\s*\{/g)) {
    if (index < end) continue;
    const start = index + opening.length;
    let depth = 1;
    for (end = start; end < answer.length && depth > 0; end++) {
      if (answer[end] === '{') depth++;
      if (answer[end] === '}') depth--;
    }
    parts.push(answer.slice(start, depth === 0 ? end - 1 : end));
  }
  return parts;
}

/** The one quantity a text comes to, or null when there is none or it is not clear which. */
function finalQuantity(text: string): Quantity | null {
  const all = readQuantities(text);
  const only = single(all);
  if (only) return only;
  const isHedged = marks(text, HEDGE).some((at) => {
    const before = all.filter((quantity) => quantity.end <= at);
    const after = all.filter((quantity) => quantity.start >= at);
    return before.length > 0 && after.length > 0 && !single([...before, ...after]);
  });
  if (isHedged) return null;
  const last = all.at(-1)?.start ?? 0;
  const from = marks(text, STEP).findLast((at) => at <= last) ?? 0;
  const stated = all.filter((quantity) => quantity.start >= from);
  const until = marks(text, ASIDE).find((at) => at >= (stated[0]?.end ?? 0)) ?? text.length;
  return single(stated) ?? single(stated.filter((quantity) => quantity.end <= until));
}

/** The quantity of a list in which all are the same. */
function single(quantities: readonly Quantity[]): Quantity | null {
  const [first] = quantities;
  return first && quantities.every((other) => agree(first, other)) ? first : null;
}

function agree(a: Quantity, b: Quantity): boolean {
  return a.readings.some((x) => b.readings.some((y) => x === y || Math.abs(x - y) <= 1e-9 * Math.abs(x)));
}

function marks(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => match.index);
}
