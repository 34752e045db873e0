import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/env', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "EARLY_EXIT",
      "FIRST_PHASE",
      "PHASE_STEPS",
      "advanceCurriculum",
      "createEnvironment",
      "gradeResponse",
    ]
  `);
});
