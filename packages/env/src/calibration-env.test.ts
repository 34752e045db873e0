import type { Grader, Task } from '@echo/tasks';
import { beforeEach, expect, test } from 'vitest';
import { createEnvironment } from './calibration-env.js';
import type { Environment } from './environment.js';

const tasks: readonly Task[] = [
  {
    id: 'a',
    domain: 'factual',
    difficulty: 'easy',
    question: 'What is the capital of France?',
    answerKey: { kind: 'text', answer: 'Paris' },
  },
  {
    id: 'b',
    domain: 'math',
    difficulty: 'hard',
    question: 'What is 17 times 23?',
    answerKey: { kind: 'number', value: 391 },
  },
  {
    id: 'c',
    domain: 'math',
    difficulty: 'medium',
    question: 'What is 17 plus 23?',
    answerKey: { kind: 'number', value: 40 },
  },
];

let environment: Environment;
beforeEach(() => {
  environment = createEnvironment({ tasks });
});

test('a correct answer, and an incorrect one, earn what the preset honest says', async () => {
  await environment.reset({ index: 0 });
  const correct = await environment.step({ response: '<confidence>70</confidence><answer>paris</answer>' });
  expect(correct).toMatchObject({
    grade: { grade: 1, correct: true },
    terminated: true,
    truncated: false,
    expectedAnswer: 'Paris',
    parsed: { confidence: 0.7 },
  });
  expect(correct.reward).toBeCloseTo(0.8 + 0.4 * (1 - 2 * 0.3 ** 2), 12);
  await environment.reset({ index: 0 });
  const incorrect = await environment.step({ response: '<confidence>70</confidence><answer>Rome</answer>' });
  expect(incorrect.grade).toEqual({ grade: 0, correct: false });
  expect(incorrect.reward).toBeCloseTo(0.4 * (1 - 2 * 0.7 ** 2), 12);
  expect(incorrect.breakdown.total).toBe(incorrect.reward);
});

test('the state follows the episode', async () => {
  expect(await environment.state()).toEqual({
    episodeId: null,
    stepCount: 0,
    taskId: null,
    done: false,
    totalReward: 0,
  });
  await environment.reset({ index: 1, episodeId: 'mine' });
  expect(await environment.state()).toEqual({
    episodeId: 'mine',
    stepCount: 0,
    taskId: 'b',
    done: false,
    totalReward: 0,
  });
  const { reward } = await environment.step({ response: '<confidence>10</confidence><answer>1</answer>' });
  expect(await environment.state()).toEqual({
    episodeId: 'mine',
    stepCount: 1,
    taskId: 'b',
    done: true,
    totalReward: reward,
  });
});

test('stepping before reset, and after the end, is refused; reset revives', async () => {
  await expect(environment.step({ response: 'x' })).rejects.toMatchObject({ code: 'episode-order' });
  await environment.reset({ index: 0 });
  await environment.step({ response: 'x' });
  await expect(environment.step({ response: 'x' })).rejects.toMatchObject({ code: 'episode-order' });
  await expect(environment.reset({ index: 0 })).resolves.toMatchObject({ taskId: 'a' });
});

test('equal seeds pose equal questions, in this environment and another; without a seed questions vary', async () => {
  const other = createEnvironment({ tasks, seed: 'other' });
  const asked = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const { taskId } = await environment.reset({ seed });
    expect((await other.reset({ seed })).taskId).toBe(taskId);
    asked.add((await environment.reset()).taskId);
  }
  expect([...asked].sort()).toEqual(['a', 'b', 'c']);
});

test('domain, difficulty and phase narrow the draw; the difficulty is shown in phase 1 only', async () => {
  for (let seed = 0; seed < 20; seed++) {
    expect((await environment.reset({ seed, domain: 'math' })).domain).toBe('math');
    expect((await environment.reset({ seed, difficulty: 'hard' })).taskId).toBe('b');
    const easy = await environment.reset({ seed, phase: 1 });
    expect(easy.difficulty).toBe('easy');
    expect(easy.prompt.at(-1)?.content).toMatch(/easy/i);
    const second = await environment.reset({ seed, phase: 2 });
    expect(['easy', 'medium']).toContain(second.difficulty);
    expect(second.prompt.at(-1)?.content).not.toMatch(/difficulty/i);
  }
});

test('what cannot be posed is refused with the rule', async () => {
  await expect(environment.reset({ index: 3 })).rejects.toThrow('0 to 2, got 3');
  await expect(environment.reset({ domain: 'medical' })).rejects.toThrow('no task of domain medical');
  expect(() => createEnvironment({ tasks: [] })).toThrow('at least one task');
});

test('partial credit without the verdict is paid as accuracy and scored as incorrect', async () => {
  const half: Grader = () => ({ grade: 0.5, correct: false });
  const lenient = createEnvironment({ tasks, graders: { text: half } });
  await lenient.reset({ index: 0 });
  const result = await lenient.step({ response: '<confidence>70</confidence><answer>Pa</answer>' });
  expect(result.grade).toEqual({ grade: 0.5, correct: false });
  expect(result.breakdown.correct).toBe(false);
  expect(result.reward).toBeCloseTo(0.8 * 0.5 + 0.4 * (1 - 2 * 0.7 ** 2), 12);
});

test('a malformed reply is data: it is graded and rewarded, not thrown', async () => {
  for (const response of [
    '',
    'Paris',
    '<confidence>lots</confidence>',
    '<answer>',
    '\u0000<confidence>999999</confidence><answer>Paris</answer>',
  ]) {
    await environment.reset({ index: 0 });
    const { reward } = await environment.step({ response });
    expect(Number.isFinite(reward)).toBe(true);
  }
});
