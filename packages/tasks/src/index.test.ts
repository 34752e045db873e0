import { expect, test } from 'vitest';

test('exports', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toMatchInlineSnapshot(`
    [
      "CONFIDENCE_GUIDELINES",
      "DIFFICULTIES",
      "DOMAINS",
      "MAX_ANSWER_LENGTH",
      "answerKeySchema",
      "expectedAnswer",
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
  expect(Object.keys(await import('./node.js'))).toEqual(['readTasks']);
});
