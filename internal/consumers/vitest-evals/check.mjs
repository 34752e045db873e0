import assert from 'node:assert/strict';
import { BRIER, close, RUN } from './expected.mjs';
import { questions } from './questions.ts';
import { runVitest } from './run-vitest.mjs';

const tests = runVitest();
const testOf = (title) => tests.find((test) => test.title === title);
const ofQuestions = tests.filter(({ ancestorTitles }) => ancestorTitles.includes('questions'));
BRIER.forEach((score, i) => {
  const { status, meta } = ofQuestions[i];
  const [brier, log] = meta.eval.scores;
  assert.equal(status, 'passed');
  assert.equal(brier.name, '1 - Brier');
  close(brier.score, score, `the Brier judge of item ${i}`);
  assert.match(brier.metadata.rationale, /^stated \d+ %, (in)?correct$/);
  assert.equal(log.name, 'log score');
});
close(ofQuestions[0].meta.eval.scores[1].score, 1 + Math.log(0.9) / Math.log(1000), 'the log judge');

const [calibrated, brier] = testOf('is calibrated over the run').meta.calibration;
close(calibrated.figures.ece, RUN.ECE, 'the ECE in the report of Vitest');
close(brier.figures.brier, RUN['Brier score'], 'the Brier score in the report of Vitest');
assert.equal(testOf('fails below the threshold').status, 'failed');
assert.equal(testOf('is not scored').meta.eval.scores[0].score, null);

BRIER.forEach((score, i) => {
  const { status, meta } = testOf(`legacy: ${questions[i].input}`);
  assert.equal(status, 'passed');
  assert.equal(meta.eval.scores[0].name, '1 - Brier');
  close(meta.eval.scores[0].score, score, `the legacy scorer of item ${i}`);
});
