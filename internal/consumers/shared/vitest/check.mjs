import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { close, RUN } from './expected.mjs';
import { runVitest } from './run-vitest.mjs';

const { version } = JSON.parse(readFileSync('node_modules/vitest/package.json', 'utf8'));
const tests = runVitest();
assert.equal(tests.length, 7);
for (const { title, status } of tests)
  assert.equal(status, title.startsWith('fails') ? 'failed' : 'passed', title);

const testOf = (title) => tests.find((test) => test.title === title);
const passed = testOf('passes').meta.calibration;
assert.deepEqual(
  passed.map(({ matcher }) => matcher),
  ['toBeCalibrated', 'toHaveBrierBelow', 'toDiscriminate', 'toBeBetterCalibratedThan'],
);
assert.ok(passed.every((entry) => entry.passed));
close(passed[0].figures.ece, RUN.ECE, 'ECE');
close(passed[1].figures.brier, RUN['Brier score'], 'the Brier score');
close(passed[2].figures.auroc, RUN.AUROC, 'AUROC');
assert.ok(testOf('passes negated').meta.calibration.every((entry) => entry.passed));

for (const matcher of passed.map((entry) => entry.matcher)) {
  const { meta, failureMessages } = testOf(`fails ${matcher}`);
  assert.deepEqual(
    meta.calibration.map((entry) => [entry.matcher, entry.passed]),
    [[matcher, false]],
  );
  assert.match(failureMessages[0], /predictions (contradict|do not show)/);
}
close(testOf('fails toDiscriminate').meta.calibration[0].figures.auroc, 4 / 6, 'the AUROC that failed');

// Vitest 3 does not tell matchers which of several concurrent tests is theirs
const beside = testOf('passes beside another').meta.calibration?.length ?? 0;
assert.equal(beside, version.startsWith('3.') ? 0 : 1);
