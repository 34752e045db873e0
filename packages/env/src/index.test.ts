import { expect, test } from 'vitest';

const namesIn = (entry: object) => Object.keys(entry).sort();

test('@echo/env', async () => {
  expect(namesIn(await import('./index.js'))).toMatchInlineSnapshot(`
    [
      "EARLY_EXIT",
      "FIRST_PHASE",
      "PHASE_STEPS",
      "RECENT_OUTCOMES",
      "advanceCurriculum",
      "createEnvironment",
      "gradeResponse",
      "selfPlayWeights",
    ]
  `);
});

test('@echo/env/wire', async () => {
  expect(namesIn(await import('./wire/index.js'))).toMatchInlineSnapshot(`
    [
      "actionSchema",
      "clientFrames",
      "completersSchema",
      "completionEventSchema",
      "completionRequestSchema",
      "completionSchema",
      "evaluationRequestSchema",
      "evaluationSchema",
      "lenientInteger",
      "observationSchema",
      "resetChoiceSchema",
      "resetRequestSchema",
      "resultSchema",
      "runEventSchema",
      "runRequestSchema",
      "runSchema",
      "serverFrameSchema",
      "stateSchema",
      "stepRequestSchema",
      "validationDetails",
    ]
  `);
});
