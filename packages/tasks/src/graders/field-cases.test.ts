/**
 * Inputs of the field with the outcome a knowledgeable user calls right, where they lie beside the
 * repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { gradeTask } from '../grade-task.js';
import type { AnswerKey, Task } from '../task.js';

interface Case {
  readonly grader: 'number' | 'choice' | 'text';
  readonly key: number | string;
  readonly answer: string;
  readonly question: string;
  readonly expected: number | '>=.5' | '<.5';
  readonly aliases?: readonly string[];
  readonly match?: 'exact' | 'fuzzy';
}

const path = fileURLToPath(new URL('../../../../../shared/cases/graders.jsonl', import.meta.url));
const PLANETS = ['Venus', 'Mars', 'Jupiter', 'Saturn'].map((text, i) => ({ label: 'ABCD'[i] ?? '', text }));

function answerKey({ grader, key, aliases, match }: Case): AnswerKey {
  if (grader === 'number') return { kind: 'number', value: Number(key) };
  if (grader === 'choice') return { kind: 'choice', label: String(key), choices: PLANETS };
  return { kind: 'text', answer: String(key), ...(aliases && { aliases }), ...(match && { match }) };
}

function isRight({ expected }: Case, grade: number): boolean {
  if (expected === '>=.5') return grade >= 0.5;
  return expected === '<.5' ? grade < 0.5 : Math.abs(grade - expected) < 1e-9;
}

test.runIf(existsSync(path))('cases of the field are graded as expected, and no wrong one is paid', () => {
  const cases = readFileSync(path, 'utf8').trim().split('\n');
  const failed = cases
    .map((line): Case => JSON.parse(line))
    .filter((given) => {
      const task: Task = {
        id: 'case',
        domain: 'factual',
        difficulty: 'easy',
        question: given.question,
        answerKey: answerKey(given),
      };
      const { grade, correct } = gradeTask(task, given.answer);
      const isPaid = (given.expected === 0 || given.expected === '<.5') && (grade >= 0.5 || correct);
      return !isRight(given, grade) || isPaid;
    });
  expect(failed).toEqual([]);
  expect(cases.length).toBeGreaterThan(300);
});
