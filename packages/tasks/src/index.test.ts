import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/tasks', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
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
      "systemTurn",
      "taskSchema",
    ]
  `);
});

test('@echo/tasks/node', async () => {
  expect(namesIn(await import('./node.js'))).toMatchInlineSnapshot(`
    [
      "adversarialNotes",
      "adversarialTasks",
      "builtinTasks",
      "formatTasksCsv",
      "parseTasksCsv",
      "readTasks",
      "writeTasks",
    ]
  `);
});

test('@echo/tasks/builtin', async () => {
  expect(namesIn(await import('./builtin.js'))).toMatchInlineSnapshot(`
    [
      "BUILTIN_FILES",
      "fetchBuiltinTasks",
    ]
  `);
});

test('@echo/tasks/echo-bench', async () => {
  expect(namesIn(await import('./echo-bench.js'))).toMatchInlineSnapshot(`
    [
      "ECHO_BENCH_BANK_HASH",
      "ECHO_BENCH_DRAWS",
      "ECHO_BENCH_PARTS",
      "ECHO_BENCH_VERSION",
      "benchPart",
      "drawBenchTasks",
      "echoBench",
      "hashTasks",
    ]
  `);
});

test('@echo/tasks/hub', async () => {
  expect(namesIn(await import('./hub.js'))).toMatchInlineSnapshot(`
    [
      "SOURCES",
      "downloadTasks",
      "endpoint",
    ]
  `);
});
