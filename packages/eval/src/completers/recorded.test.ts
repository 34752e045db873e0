import { expect, test } from 'vitest';
import { evaluateAll } from '../evaluation/evaluate.js';
import { response, scripted } from '../testing/scripted.js';
import { countedTasks } from '../testing/tasks.js';
import { recordedCompleter, recording } from './recorded.js';

const tasks = [...countedTasks(6)];
const untimed = (trials: Awaited<ReturnType<typeof evaluateAll>>) =>
  trials.map(({ seconds: _, ...trial }) => trial);

test('a recorded evaluation is the same evaluation again', async () => {
  const lines: string[] = [];
  const completer = scripted([response(10, '0'), response(90, '3'), 'nothing']);
  const options = { concurrency: 1 };
  const first = await evaluateAll(
    recording(completer, (line) => void lines.push(line)),
    tasks,
    options,
  );
  const second = await evaluateAll(recordedCompleter(`${lines.join('\n')}\n`), tasks, { concurrency: 4 });
  expect(untimed(second)).toEqual(untimed(first));
  await expect(evaluateAll(recordedCompleter(lines.join('\n')), countedTasks(7))).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('calls without options answer any; of several the completions come in turn', async () => {
  const prompt = [{ role: 'user', content: 'Which?' }] as const;
  const call = (text: string) => ({ prompt, completions: [{ text, finishReason: 'stop' }] }) as const;
  const completer = recordedCompleter([call('a'), call('b')]);
  const texts = [];
  for (let i = 0; i < 3; i++) texts.push((await completer.complete(prompt, { temperature: i }))[0]?.text);
  expect(texts).toEqual(['a', 'b', 'b']);
});

test('a line that is no call is named', () => {
  expect(() => recordedCompleter('\n{"prompt":[]}\n')).toThrow('line 2');
  expect(() => recordedCompleter('{"pro')).toThrow('line 1');
});
