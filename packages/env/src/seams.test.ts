/**
 * What others plug in, written against the types: a remote environment, a group reward, a grader of one's
 * own, graded predictions.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectedCalibrationError, type Prediction } from '@echo/metrics';
import { type GroupRewardFunction, presets } from '@echo/reward';
import { type Grader, gradeTask, type Task } from '@echo/tasks';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { createEnvironment } from './calibration-env.js';
import type { Environment, EpisodeState, Observation, StepResult } from './environment.js';

const task: Task = {
  id: 'a',
  domain: 'factual',
  difficulty: 'easy',
  question: 'What is the capital of France?',
  answerKey: { kind: 'text', answer: 'Paris' },
};

/** The other end is a server that speaks JSON: one POST a call. */
function remoteEnvironment(url: string): Environment {
  const call = async <T>(name: string, body: unknown): Promise<T> => {
    const response = await fetch(`${url}/${name}`, { method: 'POST', body: JSON.stringify(body ?? {}) });
    return (await response.json()) as T;
  };
  return {
    reset: (options) => call<Observation>('reset', options),
    step: (action) => call<StepResult>('step', action),
    state: () => call<EpisodeState>('state', {}),
  };
}

let server: Server;
let url: string;
beforeAll(async () => {
  const local = createEnvironment({ tasks: [task] });
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const name = request.url?.slice(1) as keyof Environment;
    response.end(JSON.stringify(await local[name](JSON.parse(body))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('a remote environment is an environment, and gives the same results', async () => {
  const results = await Promise.all(
    [createEnvironment({ tasks: [task] }), remoteEnvironment(url)].map(async (environment) => {
      await environment.reset({ seed: 1, episodeId: 'e' });
      return [
        await environment.step({ response: '<confidence>80</confidence><answer>Paris</answer>' }),
        await environment.state(),
      ];
    }),
  );
  expect(results[1]).toEqual(results[0]);
});

test('a group reward scores all completions of a prompt from what their steps returned', async () => {
  const againstGroup: GroupRewardFunction = (group) => {
    const target = group.filter(({ grade }) => grade.correct).length / group.length;
    return group.map((member) => presets.honest({ ...member, target }));
  };
  const results = await Promise.all(
    ['Paris', 'Rome'].map(async (answer) => {
      const environment = createEnvironment({ tasks: [task] });
      await environment.reset();
      return environment.step({ response: `<confidence>50</confidence><answer>${answer}</answer>` });
    }),
  );
  expectTypeOf(results).toExtend<Parameters<GroupRewardFunction>[0]>();
  const rewards = againstGroup(results);
  expect(rewards.map((r) => r.total)).toEqual([expect.closeTo(0.8 + 0.4, 12), expect.closeTo(0.4, 12)]);
});

test('a grader of one’s own judges its kind of answer', async () => {
  const soundsAlike: Grader = (_, answer) => {
    const grade = answer.toLowerCase().startsWith('par') ? 0.6 : 0;
    return { grade, correct: grade > 0.5 };
  };
  expect(gradeTask(task, 'Pariss', { text: soundsAlike })).toEqual({ grade: 0.6, correct: true });
  const environment = createEnvironment({ tasks: [task], graders: { text: soundsAlike } });
  await environment.reset();
  expect(
    (await environment.step({ response: '<confidence>50</confidence><answer>Paree</answer>' })).grade,
  ).toEqual({ grade: 0.6, correct: true });
});

test('a graded prediction is measured by the same functions as a correct or incorrect one', () => {
  const graded: readonly Prediction[] = [{ confidence: 0.7, correct: 0.5, domain: 'math' }];
  expect(expectedCalibrationError(graded)).toBeCloseTo(0.2, 12);
});
