import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "ADVERSARIAL_SOURCE",
      "BENCHMARKS",
      "CONFIDENCE_GUIDELINES",
      "DIFFICULTIES",
      "DOMAINS",
      "LEAK_THRESHOLD",
      "MAX_ANSWER_LENGTH",
      "answerKeySchema",
      "benchmarkTasks",
      "expectedAnswer",
      "findLeaks",
      "formatTasks",
      "gradeChoice",
      "gradeNumber",
      "gradeTask",
      "gradeText",
      "parseTasks",
      "phaseMix",
      "renderPrompt",
      "sampleTasks",
      "taskSchema",
    ]
  `);
  expect(Object.keys(await import('./node.js')).sort()).toEqual([
    'formatTasksCsv',
    'parseTasksCsv',
    'readTasks',
    'writeTasks',
  ]);
  expect(Object.keys(await import('./builtin.js')).sort()).toEqual(['adversarialTasks', 'builtinTasks']);
  expect(Object.keys(await import('./hub.js')).sort()).toEqual(['SOURCES', 'downloadTasks']);
});
