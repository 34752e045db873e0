import { expect, test } from 'vitest';
import { createLogDesk } from './log-desk.js';
import { memoryShelf } from './log-shelf.js';
import { stepsOf } from './run-evidence.js';

const step = { step: 1, reward: 0.1, accuracy: 0.4, meanConfidence: 0.8, ece: null };
const trial = { taskId: 't1', confidence: 0.9, correct: false, grade: 0, domain: 'math' };

test('steps are read; what is none, or was cut short, is left out', () => {
  const lines = [JSON.stringify(step), '{"step":2,"rew', '[]', '{"note":"<img>"}', ''].join('\n');
  expect(stepsOf(lines)).toEqual([step]);
});

test('the files of a run are its evidence: trials before and after, steps, settings', async () => {
  const desk = createLogDesk(memoryShelf());
  const trials = [
    { when: 'before', ...trial },
    { when: 'after', ...trial, confidence: 0.2 },
  ];
  const log = await desk.openRun([
    new File([trials.map((each) => JSON.stringify(each)).join('\n')], 'trials.jsonl'),
    new File([JSON.stringify(step)], 'events.jsonl'),
    new File([JSON.stringify({ reward: 'honest', seed: 1, long: 'x'.repeat(500) })], 'config.json'),
    new File([JSON.stringify({ meta: { command: 'npm run demo', commit: 'abc' } })], 'report.json'),
  ]);
  expect(log).toMatchObject({ n: 1, hasRun: true });
  expect(log.beforeId).not.toBeNull();
  expect(await desk.run(log.id)).toEqual({
    steps: [step],
    facts: [
      ['command', 'npm run demo'],
      ['commit', 'abc'],
      ['reward', 'honest'],
      ['seed', '1'],
    ],
  });
  await expect(desk.openRun([new File([''], 'events.jsonl')])).rejects.toThrow('no trials.jsonl');
});
