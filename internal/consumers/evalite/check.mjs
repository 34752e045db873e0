import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { calibrationReport } from '@echo/metrics';
import { BRIER, close, MEAN_BRIER, MEAN_LOG, RUN } from './expected.mjs';

execFileSync(process.execPath, ['node_modules/evalite/dist/bin.js', 'run', '--outputPath=results.json'], {
  stdio: 'inherit',
});
const { evals } = JSON.parse(readFileSync('results.json', 'utf8'));
const { averageScore, results } = evals.find(({ name }) => name === 'questions');
close(averageScore, (MEAN_BRIER + MEAN_LOG) / 2, 'the average score of Evalite');
const scoreOf = (result, name) => result.scores.find((score) => score.name === name);
BRIER.forEach((expected, i) => {
  const result = results.find(({ colOrder }) => colOrder === i);
  close(scoreOf(result, '1 - Brier').score, expected, `the Brier scorer of item ${i}`);
});

// The run as a whole, from what Evalite exported
const report = calibrationReport(results.map((result) => scoreOf(result, '1 - Brier').metadata));
close(report.ece.value, RUN.ECE, 'ECE from the export');

const [none] = evals.find(({ name }) => name === 'unreadable').results;
assert.deepEqual(
  none.scores.map(({ score, metadata }) => ({ score, metadata })),
  [{ score: 0, metadata: { unread: true } }],
);
